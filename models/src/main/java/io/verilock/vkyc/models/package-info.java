/**
 * Bytes and pixels to numbers: pictures, face models, liveness models, speech models, and the packs
 * they come in. Knows nothing of Flink.
 */
package io.verilock.vkyc.models;
