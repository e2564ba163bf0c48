package dev.perigee.identity;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * Writes into the contract how callers prove who they are, and of each operation the roles of which
 * one is enough, as the code declares them.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class AccessInContract implements OASFilter {
  private static final String TOKEN = "token";
  private static final String KEY = "apiKey";

  private final Map<String, List<String>> roles;

  public AccessInContract(IndexView index) {
    roles =
        index.getAnnotations(org.eclipse.microprofile.openapi.annotations.Operation.class).stream()
            .filter(each -> each.target().kind() == AnnotationTarget.Kind.METHOD)
            .filter(each -> each.value("operationId") != null)
            .filter(each -> each.target().asMethod().hasAnnotation(RolesAllowed.class))
            .collect(
                Collectors.toMap(
                    each -> each.value("operationId").asString(),
                    each -> roles(each.target().asMethod()),
                    (one, same) -> one)); // a class may be in several indexes
  }

  private static List<String> roles(MethodInfo method) {
    AnnotationInstance allowed = method.annotation(RolesAllowed.class);
    return Arrays.asList(allowed.value().asStringArray());
  }

  @Override
  public void filterOpenAPI(OpenAPI contract) {
    contract
        .getComponents()
        .addSecurityScheme(
            TOKEN,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(
                    "A token of the OIDC provider, or an API key. An open service, which listens on loopback only, asks for"
                        + " neither."))
        .addSecurityScheme(
            KEY,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name(ApiKey.HEADER)
                .description("An API key."));
    contract
        .getPaths()
        .getPathItems()
        .values()
        .forEach(path -> path.getOperations().values().forEach(this::complete));
  }

  private void complete(Operation operation) {
    for (String role : roles.getOrDefault(operation.getOperationId(), List.of())) {
      for (String scheme : List.of(TOKEN, KEY)) {
        operation.addSecurityRequirement(
            OASFactory.createSecurityRequirement().addScheme(scheme, List.of(role)));
      }
    }
  }
}
