package dev.perigee.studies;

import dev.perigee.rules.Emission;
import dev.perigee.rules.InvalidRuleSet;
import dev.perigee.rules.PriorPacks;
import dev.perigee.rules.RuleSet;
import dev.perigee.rules.RuleSetDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is put alone from the candidate into the reference, one after the other, to see what it
 * does. What a rule emits does not depend on other rules, so a rule is switched by taking its
 * emissions from the candidate, before they are settled; nothing need be compiled for it.
 */
public final class Switches {
  private static final String PRIORS = "priors";

  private Switches() {}

  /**
   * A part that is switched.
   *
   * @param name of the rule or file
   * @param rule whose emissions are those of the candidate; empty for none
   * @param priors with which it is tried
   */
  public record Switch(String name, String rule, PriorPacks priors) {
    /** What the rules emit with this part switched. */
    public List<Emission> emissions(List<Emission> reference, List<Emission> candidate) {
      return Stream.concat(
              reference.stream().filter(emission -> !emission.rule().equals(rule)),
              candidate.stream().filter(emission -> emission.rule().equals(rule)))
          .toList();
    }
  }

  /** The parts of a difference. */
  public static List<Switch> of(
      RuleSetDifference difference, RuleSet reference, RuleSet candidate) {
    List<Switch> switches = new ArrayList<>();
    for (RuleSetDifference.Part part : difference.parts()) {
      if (part.isRule()) {
        switches.add(new Switch(part.name(), part.name(), reference.priors()));
      } else if (!part.isPrior()) {
        switches.add(new Switch(part.name(), "", reference.priors()));
      }
    }
    List<RuleSetDifference.Part> priors =
        difference.parts().stream().filter(RuleSetDifference.Part::isPrior).toList();
    switches.addAll(priors(priors, reference, candidate));
    return switches;
  }

  /** One switch for each prior pack, or one for all when they only go together. */
  private static List<Switch> priors(
      List<RuleSetDifference.Part> changed, RuleSet reference, RuleSet candidate) {
    List<Switch> switches = new ArrayList<>();
    try {
      for (RuleSetDifference.Part part : changed) {
        Map<String, String> files = new TreeMap<>(reference.bundle().files());
        files.remove(part.file());
        String text = candidate.bundle().files().get(part.file());
        if (text != null) {
          files.put(part.file(), text);
        }
        switches.add(new Switch(part.name(), "", PriorPacks.read(files)));
      }
      return switches;
    } catch (InvalidRuleSet e) {
      return List.of(new Switch(PRIORS, "", candidate.priors())); // such as weights that sum to 1
    }
  }
}
