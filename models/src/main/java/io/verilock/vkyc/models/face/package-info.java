/** Faces: found, aligned, turned into embeddings, and judged whether they are live. */
package io.verilock.vkyc.models.face;
