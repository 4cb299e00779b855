package io.verilock.vkyc.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** Processor time that work takes, in seconds. */
public final class CpuTime {
  private CpuTime() {}

  /** What is measured. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Of the whole process, the JVM's own threads too; known to a hundredth of a second. */
  public static double ofProcess(Work work) throws Exception {
    return of(
        work,
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())::getProcessCpuTime);
  }

  /** Of the calling thread alone, finer. */
  public static double ofThread(Work work) throws Exception {
    return of(work, ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime);
  }

  private static double of(Work work, LongSupplier nanos) throws Exception {
    long before = nanos.getAsLong();
    work.run();
    return (nanos.getAsLong() - before) / 1e9;
  }
}
