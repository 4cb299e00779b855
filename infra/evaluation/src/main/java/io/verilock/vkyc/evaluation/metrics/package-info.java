/** Error rates of scores that are compared with a threshold. Pure functions of the scores. */
package io.verilock.vkyc.evaluation.metrics;
