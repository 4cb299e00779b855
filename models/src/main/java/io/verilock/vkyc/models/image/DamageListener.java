package io.verilock.vkyc.models.image;

import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * Hears of data that end too early: the JPEG decoder fills what is missing with grey and only
 * warns. Other warnings, such as of an odd colour profile, leave the picture whole.
 */
final class DamageListener implements IIOReadWarningListener {
  private String damage;

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    String lower = warning.toLowerCase(Locale.ROOT);
    if (damage == null && (lower.contains("premature end") || lower.contains("corrupt"))) {
      damage = warning;
    }
  }

  void check() throws IOException {
    if (damage != null) {
      throw new IOException(damage);
    }
  }
}
