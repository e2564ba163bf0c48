package dev.perigee.rules;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The compiled rule sets that are at hand: those used last, so that going back to one takes no
 * compiler. One that is no longer kept is still found as long as somebody uses it; after that the
 * collector of garbage takes it, and with it everything that was compiled ({@link RuleSet}).
 */
@ApplicationScoped
public class WarmRuleSets {
  private static final float LOAD_FACTOR = 0.75f;

  private final int kept;
  private final Map<RuleSetDigest, CompletableFuture<RuleSet>> recent =
      new LinkedHashMap<>(16, LOAD_FACTOR, true);
  private final Map<RuleSetDigest, WeakReference<RuleSet>> inUse = new HashMap<>();

  public WarmRuleSets(RulesConfig config) {
    this.kept = Math.max(1, config.kept());
  }

  /**
   * The compiled rule set of this digest. It is compiled when it is not at hand: once, however many
   * ask for it, and beside whatever else is asked for.
   *
   * @param bundle reads its files; empty when it is not stored
   * @throws InvalidRuleSet when it does not compile
   */
  Optional<RuleSet> find(RuleSetDigest digest, Supplier<Optional<Bundle>> bundle) {
    CompletableFuture<RuleSet> mine = new CompletableFuture<>();
    CompletableFuture<RuleSet> known = known(digest, mine);
    if (known != mine) {
      return Optional.ofNullable(join(known));
    }
    try {
      RuleSet compiled = bundle.get().map(ShippedRules::compile).orElse(null);
      settle(digest, mine, compiled);
      mine.complete(compiled);
      return Optional.ofNullable(compiled);
    } catch (RuntimeException | Error e) {
      forget(digest, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** The rule set of this digest, when it is compiled already. */
  synchronized Optional<RuleSet> atHand(RuleSetDigest digest) {
    CompletableFuture<RuleSet> known = recent.get(digest);
    return known == null || !known.isDone() || known.isCompletedExceptionally()
        ? Optional.empty()
        : Optional.ofNullable(known.join());
  }

  private static RuleSet join(CompletableFuture<RuleSet> known) {
    try {
      return known.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private synchronized CompletableFuture<RuleSet> known(
      RuleSetDigest digest, CompletableFuture<RuleSet> mine) {
    CompletableFuture<RuleSet> known = recent.get(digest);
    if (known != null) {
      return known;
    }
    WeakReference<RuleSet> used = inUse.get(digest);
    RuleSet alive = used == null ? null : used.get();
    CompletableFuture<RuleSet> found =
        alive == null ? mine : CompletableFuture.completedFuture(alive);
    recent.put(digest, found);
    evict();
    return found;
  }

  private synchronized void settle(
      RuleSetDigest digest, CompletableFuture<RuleSet> mine, RuleSet compiled) {
    if (compiled == null) {
      recent.remove(digest, mine);
    } else {
      inUse.put(digest, new WeakReference<>(compiled));
    }
  }

  private synchronized void forget(RuleSetDigest digest, CompletableFuture<RuleSet> mine) {
    recent.remove(digest, mine);
  }

  private void evict() {
    Iterator<CompletableFuture<RuleSet>> eldest = recent.values().iterator();
    while (recent.size() > kept && eldest.hasNext()) {
      if (eldest.next().isDone()) {
        eldest.remove();
      }
    }
    inUse.values().removeIf(used -> used.refersTo(null));
  }

  @PreDestroy
  void close() {
    List<RuleSet> open = new ArrayList<>();
    synchronized (this) {
      recent.values().stream()
          .filter(each -> each.isDone() && !each.isCompletedExceptionally())
          .forEach(each -> open.add(each.join()));
      recent.clear();
      inUse.clear();
    }
    open.forEach(RuleSet::close);
  }
}
