package dev.perigee.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.perigee.identity.AuditTrail;
import dev.perigee.identity.Unaudited;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a method, or one that it calls, notes in the audit trail what it does; one that is
 * excused must not, so that no excuse outlives its reason. Calls of interfaces are not followed.
 */
final class Audited extends ArchCondition<JavaMethod> {
  private static final DescribedPredicate<JavaCodeUnit> NOTES =
      DescribedPredicate.describe(
          "notes what is done",
          unit ->
              unit.getOwner().isEquivalentTo(AuditTrail.class) && unit.getName().equals("done"));

  Audited() {
    super("note what they do in the audit trail");
  }

  @Override
  public void check(JavaMethod operation, ConditionEvents events) {
    boolean noted = notes(operation);
    boolean excused = operation.isAnnotatedWith(Unaudited.class);
    events.add(
        new SimpleConditionEvent(
            operation,
            noted != excused,
            "%s %s the audit trail and %s @Unaudited"
                .formatted(
                    operation.getFullName(),
                    noted ? "reaches" : "does not reach",
                    excused ? "has" : "has no")));
  }

  private static boolean notes(JavaCodeUnit start) {
    Set<JavaCodeUnit> seen = new HashSet<>(Set.of(start));
    Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      JavaCodeUnit unit = open.pop();
      if (NOTES.test(unit)) {
        return true;
      }
      called(unit).stream().filter(seen::add).forEach(open::push);
    }
    return false;
  }

  private static List<JavaCodeUnit> called(JavaCodeUnit unit) {
    List<JavaCodeUnit> called = new ArrayList<>();
    unit.getCallsFromSelf()
        .forEach(call -> call.getTarget().resolveMember().ifPresent(called::add));
    unit.getCodeUnitReferencesFromSelf()
        .forEach(reference -> reference.getTarget().resolveMember().ifPresent(called::add));
    return called;
  }
}
