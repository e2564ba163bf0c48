package dev.perigee.rules.vetting;

import dev.perigee.rules.Cadence;
import dev.perigee.rules.Effects;
import dev.perigee.rules.Fact;
import dev.perigee.rules.Finding;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fourth layer of vetting: every class, field and method that the classes generated from rules
 * name in their constant pools is on a list, and no method jumps backwards. It looks at what would
 * run, whatever the rules looked like, before any of it is loaded.
 */
public final class GeneratedCode {
  /** Members by their owner: the words of rules, the model of Drools, and the Java below them. */
  private static final Pattern MEMBERS =
      oneOf(
          "dev/perigee/milestones/FactType\\.[A-Z_]+",
          "java/lang/(Boolean|Integer|Long|Double)\\.(valueOf|TYPE|(boolean|int|long|double)Value)",
          "java/lang/Number\\.(int|long|double)Value",
          "java/lang/Enum\\.(<init>|valueOf)",
          "java/lang/(IllegalArgument|Runtime)Exception\\.<init>",
          "java/lang/Math\\.(abs|ceil|exp|floor|log|log10|max|min|pow|sqrt)",
          "java/lang/StrictMath\\.(abs|ceil|exp|floor|log|log10|max|min|pow|sqrt)",
          "java/lang/Object\\.<init>",
          "java/lang/String\\.(equals|hashCode)",
          "java/lang/System\\.arraycopy",
          "java/lang/invoke/StringConcatFactory\\.makeConcatWithConstants",
          "java/lang/invoke/LambdaMetafactory\\.metafactory",
          "java/time/format/DateTimeFormatterBuilder\\.(<init>|appendPattern|parseCaseInsensitive|toFormatter)",
          "java/util/ArrayList\\.<init>",
          "java/util/Arrays\\.asList",
          "java/util/Collections\\.emptyList",
          "java/util/List\\.add",
          "java/util/Locale\\.ENGLISH",
          "org/drools/core/base/accumulators/(Average|Count|Sum|IntegerSum|LongSum|Max|Min|(Integer|Long|Numeric)(Max|Min)"
              + "|StandardDeviation|Variance|CollectList|CollectSet)AccumulateFunction\\.<init>",
          "org/drools/model/DomainClassMetadata\\.getPropertyIndex",
          "org/drools/model/Index\\$ConstraintType\\.[A-Z_]+",
          "org/drools/model/PatternDSL\\$PatternDef\\.(bind|expr|watch)",
          "org/drools/model/consequences/ConsequenceBuilder\\$_\\w+\\.execute",
          "org/drools/model/functions/PredicateInformation\\.(<init>|addRuleNames|setMoreThanMaxRuleDefs)",
          "org/drools/model/functions/accumulate/AccumulateFunction\\.as",
          "org/drools/model/impl/RuleBuilder\\.(build|metadata)",
          "org/drools/model/operators/InOperator\\.INSTANCE",
          "org/drools/modelcompiler/dsl/pattern/D\\.(accFunction|accumulate|alphaIndexedBy|and|betaIndexedBy|declarationOf"
              + "|eval|execute|exists|expr|forall|globalOf|not|on|or|pattern|reactOn|rule)",
          "org/drools/modelcompiler/util/EvaluationUtil\\.(are\\w*Equals|compare\\w*|convertDateLocal|(greater|less)\\w+)",
          "org/drools/util/DateUtils\\.getDateFormatMask",
          "org/kie/api/KieServices\\.(get|newKieModuleModel)",
          "org/kie/api/builder/model/Kie(Base|Module|Session)Model(\\$KieSessionType)?\\.\\w+",
          "org/kie/api/conf/(EventProcessing|KieBaseMutability)Option\\.[A-Z]+",
          "org/kie/api/runtime/conf/ClockTypeOption\\.get",
          "org/kie/util/maven/support/ReleaseIdImpl\\.<init>");

  /** Classes that are named without a member of theirs. */
  private static final Pattern CLASSES =
      oneOf(
          "dev/perigee/milestones/FactType",
          "dev/perigee/rules/(Cadence|Fact|Effects(\\$Draft)?)",
          "java/lang/(Boolean|Comparable|Double|Enum|Exception|IllegalArgumentException|Integer|Long|Math|Number|Object"
              + "|RuntimeException|StrictMath|String|System|Throwable)",
          "java/lang/invoke/(LambdaMetafactory|MethodHandles(\\$Lookup)?|StringConcatFactory)",
          "java/time/(LocalDate|format/DateTimeFormatterBuilder)",
          "java/util/(ArrayList|Arrays|Collection|Collections|List|Locale)",
          "org/drools/core/base/accumulators/\\w+AccumulateFunction",
          "org/drools/model/(AlphaIndex|Argument|BetaIndex\\w?|Declaration|DomainClassMetadata|Global|Index(\\$ConstraintType)?|Model"
              + "|PatternDSL(\\$PatternDef|\\$ReactOn)?|Query"
              + "|Rule|RuleItemBuilder|Variable)",
          "org/drools/model/consequences/ConsequenceBuilder(\\$_\\w+)?",
          "org/drools/model/impl/RuleBuilder",
          "org/drools/model/operators/InOperator",
          "org/drools/model/functions/((Block|Function|Predicate)\\w+(\\$Impl)?|HashedExpression|PredicateInformation"
              + "|accumulate/AccumulateFunction)",
          "org/drools/model/view/\\w+",
          "org/drools/compiler/kie/builder/MaterializedLambda",
          "org/drools/modelcompiler/(CanonicalKieModuleModel|dsl/pattern/D|util/EvaluationUtil)",
          "org/drools/util/DateUtils",
          "org/kie/api/KieServices",
          "org/kie/api/builder/(ReleaseId|model/Kie(Base|Module|Session)Model(\\$KieSessionType)?)",
          "org/kie/api/(conf/(EventProcessing|KieBaseMutability)|runtime/conf/ClockType)Option",
          "org/kie/util/maven/support/ReleaseIdImpl");

  /** What Drools calls the classes that it generates. */
  private static final Pattern GENERATED =
      oneOf(
          "dev/perigee/ruleset/(Rules|DomainClassesMetadata)\\w+(\\$\\w+)?",
          "dev/perigee/ruleset/P\\w\\w/Lambda\\w+",
          "org/drools/project/model/ProjectModel\\w*");

  /** The words of rules: what these classes themselves say to everyone, nothing they inherit. */
  private static final Set<String> WORDS =
      Stream.of(Cadence.class, Effects.class, Effects.Draft.class, Fact.class)
          .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
          .filter(method -> Modifier.isPublic(method.getModifiers()))
          .map(method -> internal(method.getDeclaringClass()) + "." + method.getName())
          .collect(Collectors.toUnmodifiableSet());

  /** Most elements of an array; rules make them for the values of a text alone. */
  private static final int MOST_ELEMENTS = 255;

  private GeneratedCode() {}

  private static String internal(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  private static Pattern oneOf(String... patterns) {
    return Pattern.compile(String.join("|", patterns));
  }

  /**
   * Looks through generated classes.
   *
   * @param files bytes by the name of the class file
   * @return what they do and may not
   */
  public static List<Finding> check(Map<String, byte[]> files) {
    Map<String, ClassModel> classes = new TreeMap<>();
    Set<String> faults = new TreeSet<>();
    files.forEach(
        (file, bytes) -> {
          ClassModel parsed = ClassFile.of().parse(bytes);
          String name = parsed.thisClass().asInternalName();
          if (!file.equals(name + ".class") || !GENERATED.matcher(name).matches()) {
            faults.add("define the class " + name.replace('/', '.'));
          }
          classes.put(name, parsed);
        });
    Set<String> own = members(classes.values());
    for (ClassModel each : classes.values()) {
      for (PoolEntry entry : each.constantPool()) {
        entry(entry, classes.keySet(), own, faults);
      }
      each.methods().forEach(method -> method(each, method, faults));
    }
    return faults.stream()
        .map(fault -> Finding.of("", "the compiled rules " + fault))
        .map(finding -> finding.allowing("the words of facts and of effects"))
        .toList();
  }

  /** What generated classes declare themselves. */
  private static Set<String> members(Collection<ClassModel> classes) {
    Set<String> own = new HashSet<>();
    for (ClassModel each : classes) {
      String owner = each.thisClass().asInternalName() + ".";
      each.methods().forEach(method -> own.add(owner + method.methodName().stringValue()));
      each.fields().forEach(field -> own.add(owner + field.fieldName().stringValue()));
    }
    return own;
  }

  private static void entry(
      PoolEntry entry, Set<String> classes, Set<String> own, Set<String> faults) {
    switch (entry) {
      case MemberRefEntry member -> {
        String owner = element(member.owner().asInternalName());
        String named = owner + "." + member.name().stringValue();
        boolean known =
            own.contains(named) || WORDS.contains(named) || MEMBERS.matcher(named).matches();
        if (!known) {
          faults.add("use " + named.replace('/', '.'));
        }
      }
      case ClassEntry type -> {
        String name = element(type.asInternalName());
        if (!name.isEmpty() && !classes.contains(name) && !CLASSES.matcher(name).matches()) {
          faults.add("name the class " + name.replace('/', '.'));
        }
      }
      default -> {
        // Texts, numbers and descriptors name nothing by themselves.
      }
    }
  }

  private static void method(ClassModel owner, MethodModel method, Set<String> faults) {
    CodeModel code = method.code().orElse(null);
    if (code == null) {
      return;
    }
    Set<Label> seen = new HashSet<>();
    CodeElement last = null;
    for (CodeElement element : code) {
      CodeElement previous = last;
      switch (element) {
        case LabelTarget target -> seen.add(target.label());
        case BranchInstruction branch when seen.contains(branch.target()) ->
            faults.add("run a loop");
        case LookupSwitchInstruction branch when goesBack(branch.cases(), seen) ->
            faults.add("run a loop");
        case TableSwitchInstruction branch when goesBack(branch.cases(), seen) ->
            faults.add("run a loop");
        case InvokeInstruction call when isItself(owner, method, call) ->
            faults.add("call themselves");
        case MonitorInstruction monitor -> faults.add("take a lock");
        case NewPrimitiveArrayInstruction array -> faults.add("allocate an array");
        case NewMultiArrayInstruction array -> faults.add("allocate an array");
        case NewReferenceArrayInstruction array when !isSmall(owner, array, previous) ->
            faults.add("allocate an array");
        default -> {
          // Everything else is bounded by the members it may use.
        }
      }
      if (element instanceof Instruction) {
        last = element;
      }
    }
  }

  private static boolean goesBack(List<SwitchCase> cases, Set<Label> seen) {
    return cases.stream().anyMatch(each -> seen.contains(each.target()));
  }

  private static boolean isItself(ClassModel owner, MethodModel method, InvokeInstruction call) {
    return call.owner().asInternalName().equals(owner.thisClass().asInternalName())
        && call.name().equalsString(method.methodName().stringValue())
        && call.type().equalsString(method.methodType().stringValue());
  }

  /** Arrays of its own class are what an enumeration has of its one value. */
  private static boolean isSmall(
      ClassModel owner, NewReferenceArrayInstruction array, CodeElement previous) {
    boolean constant =
        previous instanceof ConstantInstruction length
            && length.constantValue() instanceof Integer elements
            && elements <= MOST_ELEMENTS;
    return constant
        || array.componentType().asInternalName().equals(owner.thisClass().asInternalName());
  }

  /** The class that an array is of; nothing for an array of numbers. */
  private static String element(String name) {
    if (!name.startsWith("[")) {
      return name;
    }
    String inner = name.replaceFirst("^\\[+", "");
    return inner.startsWith("L") ? inner.substring(1, inner.length() - 1) : "";
  }
}
