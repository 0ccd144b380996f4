"""Certificates: found with floats, accepted by exact arithmetic only."""

from numerics.certificates.box_lists import BoxList, BoxLists, box_list
from numerics.certificates.certificate import Certificate, NotFound, Rejected
from numerics.certificates.codes import Code, Delsarte, find_code, find_delsarte
from numerics.certificates.linear import Infeasible, feasible_point
from numerics.certificates.linear_programs import Farkas, LowerBound, Optimum, find_farkas, find_lower_bound, find_optimum
from numerics.certificates.packings import Packing, find_packing, find_simplex
from numerics.certificates.positivity import find_positivstellensatz, find_sum_of_squares
from numerics.certificates.positivstellensatz import Positivstellensatz
from numerics.certificates.shattering import Shattering, find_bilinear_shattering, find_form_shattering
from numerics.certificates.storing import path_of, read, stored_beside, write
from numerics.certificates.subdivisions import NotSubdivided
from numerics.certificates.sums_of_squares import SumOfSquares

__all__ = [
    "BoxList",
    "BoxLists",
    "Certificate",
    "Code",
    "Delsarte",
    "Farkas",
    "Infeasible",
    "LowerBound",
    "NotFound",
    "NotSubdivided",
    "Optimum",
    "Packing",
    "Positivstellensatz",
    "Rejected",
    "Shattering",
    "SumOfSquares",
    "box_list",
    "feasible_point",
    "find_bilinear_shattering",
    "find_code",
    "find_delsarte",
    "find_farkas",
    "find_form_shattering",
    "find_lower_bound",
    "find_optimum",
    "find_packing",
    "find_positivstellensatz",
    "find_simplex",
    "find_sum_of_squares",
    "path_of",
    "read",
    "stored_beside",
    "write",
]
