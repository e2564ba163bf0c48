package dev.perigee.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/**
 * Writes into the contract which fields of an answer are always there: every component of its
 * described record but those with a {@link JsonInclude} of their own. Requests say themselves what
 * they require.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RequiredFields implements OASFilter {
  private static final DotName JSON_INCLUDE = DotName.createSimple(JsonInclude.class);
  private static final DotName SCHEMA =
      DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
  private static final String SCHEMAS = "#/components/schemas/";

  private final IndexView classes;

  public RequiredFields(IndexView classes) {
    this.classes = classes;
  }

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    Map<String, Schema> schemas = contract.getComponents().getSchemas();
    Set<String> requested = requested(contract, schemas);
    Map<String, ClassInfo> records = new TreeMap<>();
    for (ClassInfo type : classes.getKnownClasses()) {
      if (type.isRecord() && type.hasDeclaredAnnotation(SCHEMA)) {
        records.putIfAbsent(type.simpleName(), type);
      }
    }
    schemas.forEach(
        (name, schema) -> {
          ClassInfo type = records.get(name);
          if (type != null && schema.getProperties() != null && !requested.contains(name)) {
            List<String> always = always(type, schema);
            schema.setRequired(always.isEmpty() ? null : always);
          }
        });
  }

  private static List<String> always(ClassInfo type, Schema schema) {
    List<String> always = new ArrayList<>();
    for (String property : schema.getProperties().keySet()) {
      FieldInfo field = type.field(property);
      if (field != null && !mayBeAbsent(type, field)) {
        always.add(property);
      }
    }
    return always;
  }

  private static boolean mayBeAbsent(ClassInfo type, FieldInfo field) {
    AnnotationInstance own = field.annotation(JSON_INCLUDE);
    AnnotationInstance ofAll = type.declaredAnnotation(JSON_INCLUDE);
    return own != null || (ofAll != null && field.type().kind() != Type.Kind.PRIMITIVE);
  }

  /** Names of the schemas that bodies of requests are made of. */
  private static Set<String> requested(OpenAPI contract, Map<String, Schema> schemas) {
    Set<String> found = new HashSet<>();
    contract.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .map(Operation::getRequestBody)
        .filter(body -> body != null && body.getContent() != null)
        .flatMap(body -> body.getContent().getMediaTypes().values().stream())
        .map(MediaType::getSchema)
        .forEach(schema -> collect(schema, schemas, found));
    return found;
  }

  private static void collect(Schema schema, Map<String, Schema> schemas, Set<String> found) {
    if (schema == null) {
      return;
    }
    if (schema.getRef() != null && schema.getRef().startsWith(SCHEMAS)) {
      String name = schema.getRef().substring(SCHEMAS.length());
      if (found.add(name)) {
        collect(schemas.get(name), schemas, found);
      }
    }
    Stream.of(
            schema.getProperties() == null ? List.<Schema>of() : schema.getProperties().values(),
            listed(schema.getItems()),
            listed(schema.getAdditionalPropertiesSchema()),
            some(schema.getOneOf()),
            some(schema.getAnyOf()),
            some(schema.getAllOf()))
        .flatMap(Collection::stream)
        .forEach(inner -> collect(inner, schemas, found));
  }

  private static List<Schema> listed(Schema schema) {
    return schema == null ? List.of() : List.of(schema);
  }

  private static List<Schema> some(List<Schema> schemas) {
    return schemas == null ? List.of() : schemas;
  }
}
