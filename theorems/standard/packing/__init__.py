"""Many points far apart: on spheres, on the cube, on the orthogonal group and in the Grassmannian."""
