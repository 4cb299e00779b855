package io.verilock.vkyc.evaluation.metrics;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Error rates of presentation attack detection by ISO/IEC 30107-3, at one threshold. A presentation
 * without a response (no usable face) counts as one that was not accepted; how many there were is
 * given beside it.
 *
 * @param apcer share of all attacks that were accepted (APCER over all species pooled)
 * @param apnrr share of attacks without a response
 * @param bpcer share of bona fide presentations that were not accepted
 * @param bpnrr share of bona fide presentations without a response
 * @param acer mean of {@code apcer} and {@code bpcer}
 * @param worstSpecies the attack species with the largest share accepted
 * @param apcerWorstSpecies that share, which the standard calls APCER
 * @param species each attack species, by name
 */
public record AttackErrors(
    Double apcer,
    Double apnrr,
    Double bpcer,
    Double bpnrr,
    Double acer,
    String worstSpecies,
    Double apcerWorstSpecies,
    SortedMap<String, Species> species) {
  /**
   * A presentation to the detector.
   *
   * @param species of the attack; null for a bona fide presentation
   * @param score of the detector; null where it gave no response
   */
  public record Presentation(String species, Double score) {
    boolean isAttack() {
      return species != null;
    }
  }

  /** How one attack species fared. */
  public record Species(int attacks, double apcer, double apnrr) {}

  /**
   * The errors of a detector that accepts from {@code threshold} on; null where none can be had.
   */
  public static AttackErrors of(List<Presentation> presentations, double threshold) {
    Map<String, Count> counts = new TreeMap<>();
    Count attacks = new Count();
    Count bonaFide = new Count();
    for (Presentation presentation : presentations) {
      if (presentation.isAttack()) {
        attacks.add(presentation, threshold);
        counts
            .computeIfAbsent(presentation.species(), species -> new Count())
            .add(presentation, threshold);
      } else {
        bonaFide.add(presentation, threshold);
      }
    }
    SortedMap<String, Species> species = new TreeMap<>();
    String worst = null;
    for (Map.Entry<String, Count> entry : counts.entrySet()) {
      Count count = entry.getValue();
      Species rates = new Species(count.all, count.acceptedShare(), count.silentShare());
      species.put(entry.getKey(), rates);
      if (worst == null || rates.apcer() > species.get(worst).apcer()) {
        worst = entry.getKey();
      }
    }
    Double apcer = attacks.acceptedShare();
    Double bpcer = bonaFide.all == 0 ? null : (double) bonaFide.rejected() / bonaFide.all;
    return new AttackErrors(
        apcer,
        attacks.silentShare(),
        bpcer,
        bonaFide.silentShare(),
        apcer == null || bpcer == null ? null : (apcer + bpcer) / 2,
        worst,
        worst == null ? null : species.get(worst).apcer(),
        species);
  }

  private static final class Count {
    private int all;
    private int accepted;
    private int silent;

    private void add(Presentation presentation, double threshold) {
      all++;
      if (presentation.score() == null) {
        silent++;
      } else if (presentation.score() >= threshold) {
        accepted++;
      }
    }

    private int rejected() {
      return all - accepted;
    }

    private Double acceptedShare() {
      return all == 0 ? null : (double) accepted / all;
    }

    private Double silentShare() {
      return all == 0 ? null : (double) silent / all;
    }
  }
}
