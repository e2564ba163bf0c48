package dev.perigee.rules.vetting;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The third layer of vetting: the classes that rules can name. The compiler reads class files as
 * resources, so what is not listed cannot be compiled against; the JVM asks the same loader when a
 * rule runs, with a shorter list, so that what slipped through cannot be linked.
 *
 * <p>Classes that are listed come from the loader of the service, and find what they need
 * themselves there.
 */
public final class RestrictedLoader extends ClassLoader {
  /** The vocabulary. */
  private static final String WORDS =
      "dev\\.perigee\\.milestones\\.FactType"
          + "|dev\\.perigee\\.rules\\.(Cadence|Effects(\\$Draft)?|Fact)";

  /** What Drools generates is written in its model. {@code Drools} would give it the session. */
  private static final String MODEL =
      "org\\.drools\\.model\\.(AlphaIndex|Argument|BetaIndex[234N]?|Declaration|DomainClassMetadata|Global"
          + "|Index(\\$ConstraintType|\\$IndexType)?|Model|PatternDSL(\\$PatternDef|\\$ReactOn)?|Query|Rule"
          + "|RuleItem|RuleItemBuilder|Variable)"
          + "|org\\.drools\\.model\\.consequences\\.ConsequenceBuilder(\\$_?\\w+)?"
          + "|org\\.drools\\.model\\.functions\\.((Block|Function|Predicate)[0-9N]+(\\$Impl)?|HashedExpression"
          + "|PredicateInformation|accumulate\\.AccumulateFunction)"
          + "|org\\.drools\\.model\\.impl\\.RuleBuilder|org\\.drools\\.model\\.functions\\.Operator(\\$\\w+)?|org\\.drools\\.model\\.operators\\.InOperator|org\\.drools\\.model\\.view\\.\\w+"
          + "|org\\.drools\\.modelcompiler\\.CanonicalKieModuleModel|org\\.drools\\.modelcompiler\\.dsl\\.pattern\\.D"
          + "|org\\.drools\\.modelcompiler\\.util\\.EvaluationUtil|org\\.drools\\.util\\.DateUtils"
          + "|org\\.kie\\.api\\.KieServices|org\\.kie\\.api\\.builder\\.ReleaseId"
          + "|org\\.kie\\.api\\.builder\\.model\\.\\w+(\\$KieSessionType)?"
          + "|org\\.kie\\.api\\.conf\\.(EventProcessingOption|KieBaseMutabilityOption)"
          + "|org\\.kie\\.api\\.runtime\\.conf\\.ClockTypeOption|org\\.kie\\.util\\.maven\\.support\\.ReleaseIdImpl";

  /** The functions of accumulate. */
  private static final String ACCUMULATE =
      "org\\.drools\\.core\\.base\\.accumulators\\.\\w+AccumulateFunction";

  private static final String JAVA =
      "java\\.lang\\.(Boolean|Comparable|Double|Enum|IllegalArgumentException|Integer|Long|Math|Number|Object"
          + "|RuntimeException|StrictMath|String|Throwable)"
          + "|java\\.time\\.LocalDate|java\\.time\\.format\\.DateTimeFormatterBuilder"
          + "|java\\.lang\\.invoke\\.(CallSite|LambdaMetafactory|MethodHandle|MethodHandles\\$Lookup|MethodType|StringConcatFactory)"
          + "|java\\.util\\.(ArrayList|Arrays|Collection|Collections|List|Locale)|java\\.util\\.function\\.Supplier";

  /** What the compiler must see of the hierarchies and signatures of the others. */
  private static final String SIGNATURES =
      "java\\.io\\.(Externalizable|IOException|ObjectInputStream|ObjectOutputStream|ObjectStreamException|Serializable)"
          + "|java\\.lang\\.(AutoCloseable|CharSequence|Class|ClassNotFoundException|CloneNotSupportedException|Cloneable|Deprecated|Error|Enum\\$EnumDesc"
          + "|Exception|Iterable|Override|FunctionalInterface|SafeVarargs|SuppressWarnings)"
          + "|java\\.lang\\.constant\\.(Constable|ConstantDesc|DynamicConstantDesc)"
          + "|java\\.lang\\.invoke\\.(MethodHandles(\\$Lookup)?|StringConcatFactory|TypeDescriptor(\\$OfField)?)"
          + "|java\\.lang\\.reflect\\.(AnnotatedElement|GenericDeclaration|Type)"
          + "|java\\.math\\.(BigDecimal|BigInteger)"
          + "|java\\.time\\.chrono\\.ChronoLocalDate|java\\.time\\.format\\.DateTimeFormatter"
          + "|java\\.time\\.temporal\\.(Temporal|TemporalAccessor|TemporalAdjuster)"
          + "|java\\.util\\.(AbstractCollection|AbstractList|AbstractMap|Comparator|HashMap|Iterator|ListIterator|Map|Optional|RandomAccess"
          + "|SequencedCollection|Set|Spliterator)"
          + "|java\\.util\\.function\\.(Consumer|Function|Predicate|Supplier|UnaryOperator)"
          + "|org\\.drools\\.compiler\\.kie\\.builder\\.MaterializedLambda"
          + "|org\\.drools\\.model\\.(Consequence|DSL|DeclarationSource|Drools|EntryPoint|NamedModelItem"
          + "|TypeMetaData|TypeReference|Window)"
          + "|org\\.drools\\.model\\.functions\\.temporal\\.TemporalPredicate"
          + "|org\\.kie\\.api\\.conf\\.(Option|SingleValueOption)|org\\.kie\\.api\\.internal\\.utils\\.KieService"
          + "|org\\.kie\\.api\\.runtime\\.conf\\.(KieSessionOption|SingleValueKieSessionOption)"
          + "|org\\.kie\\.api\\.runtime\\.rule\\.AccumulateFunction";

  private static final Pattern LINKED =
      Pattern.compile(WORDS + "|" + MODEL + "|" + ACCUMULATE + "|" + JAVA);
  private static final Pattern COMPILED = Pattern.compile(LINKED.pattern() + "|" + SIGNATURES);

  /** Looked up by name when Drools builds. */
  private static final Set<String> COMPILER = Set.of("org.drools.ecj.EclipseJavaCompiler");

  private static final String CLASS_FILE = ".class";
  private static final String SETTINGS = "META-INF/kie";

  private final ClassLoader service;
  private final boolean compiling;

  private RestrictedLoader(ClassLoader service, boolean compiling) {
    super(null);
    this.service = service;
    this.compiling = compiling;
  }

  /** What rules are compiled against. */
  public static ClassLoader forCompiler(ClassLoader service) {
    return new RestrictedLoader(service, true);
  }

  /** What rules run with. */
  public static ClassLoader forRules(ClassLoader service) {
    return new RestrictedLoader(service, false);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean listed = LINKED.matcher(name).matches() || (compiling && COMPILER.contains(name));
    if (!listed) {
      throw new ClassNotFoundException(name + " is not a class that rules may use");
    }
    return service.loadClass(name);
  }

  @Override
  public URL getResource(String name) {
    return allowsResource(name) ? service.getResource(name) : null;
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    return allowsResource(name) ? service.getResourceAsStream(name) : null;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    return allowsResource(name) ? service.getResources(name) : Collections.emptyEnumeration();
  }

  private boolean allowsResource(String name) {
    if (name.startsWith(SETTINGS)) {
      return true;
    }
    return compiling
        && name.endsWith(CLASS_FILE)
        && COMPILED
            .matcher(name.substring(0, name.length() - CLASS_FILE.length()).replace('/', '.'))
            .matches();
  }
}
