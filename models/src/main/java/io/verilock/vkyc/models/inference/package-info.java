/**
 * The seam to the inference runtime: tensors in, tensors out. Only {@link
 * io.verilock.vkyc.models.inference.OnnxNetwork} knows which library runs the networks.
 */
package io.verilock.vkyc.models.inference;
