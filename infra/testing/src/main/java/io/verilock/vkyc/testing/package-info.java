/**
 * What the tests of several modules share: stand-in models and pictures for them, the development
 * data beside the checkout, processes of a cluster, the records of a topic, waiting for a
 * condition. It knows the schemas and the models, so that the tests of the jobs can use it; those
 * of {@code schemas} and {@code models} cannot.
 */
package io.verilock.vkyc.testing;
