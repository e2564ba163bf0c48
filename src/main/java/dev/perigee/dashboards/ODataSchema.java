package dev.perigee.dashboards;

import dev.perigee.tables.Column;
import dev.perigee.tables.ColumnType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.FullQualifiedName;
import org.apache.olingo.commons.api.edm.provider.CsdlAbstractEdmProvider;
import org.apache.olingo.commons.api.edm.provider.CsdlAnnotation;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainer;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityContainerInfo;
import org.apache.olingo.commons.api.edm.provider.CsdlEntitySet;
import org.apache.olingo.commons.api.edm.provider.CsdlEntityType;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;
import org.apache.olingo.commons.api.edm.provider.CsdlPropertyRef;
import org.apache.olingo.commons.api.edm.provider.CsdlSchema;
import org.apache.olingo.commons.api.edm.provider.CsdlTerm;
import org.apache.olingo.commons.api.edm.provider.annotation.CsdlConstantExpression;
import org.apache.olingo.commons.api.edmx.EdmxReference;
import org.apache.olingo.commons.api.edmx.EdmxReferenceInclude;

/**
 * The tables as entity sets of OData: each row an entity, the meaning of a column its description.
 */
@ApplicationScoped
class ODataSchema extends CsdlAbstractEdmProvider {
  private static final String NAMESPACE = "Perigee";
  private static final FullQualifiedName CONTAINER = new FullQualifiedName(NAMESPACE, "Tables");
  private static final String VOCABULARY = "Org.OData.Core.V1";
  private static final FullQualifiedName DESCRIPTION =
      new FullQualifiedName(VOCABULARY, "Description");

  /** Where the terms are defined that describe columns. */
  static final EdmxReference TERMS =
      new EdmxReference(
              URI.create(
                  "https://docs.oasis-open.org/odata/odata/v4.0/os/vocabularies/Org.OData.Core.V1.xml"))
          .addInclude(new EdmxReferenceInclude(VOCABULARY, "Core"));

  /** Digits of fractions of a second: microseconds. */
  private static final int PRECISION = 6;

  private final ReportingColumns columns;

  ODataSchema(ReportingColumns columns) {
    this.columns = columns;
  }

  @Override
  public List<CsdlSchema> getSchemas() {
    CsdlSchema schema = new CsdlSchema();
    schema.setNamespace(NAMESPACE);
    schema.setEntityTypes(Arrays.stream(ReportingTable.values()).map(this::entityType).toList());
    schema.setEntityContainer(getEntityContainer());
    return List.of(schema);
  }

  @Override
  public CsdlEntityContainer getEntityContainer() {
    CsdlEntityContainer container = new CsdlEntityContainer();
    container.setName(CONTAINER.getName());
    container.setEntitySets(
        Arrays.stream(ReportingTable.values()).map(ODataSchema::entitySet).toList());
    return container;
  }

  @Override
  public CsdlEntityContainerInfo getEntityContainerInfo(FullQualifiedName name) {
    return name == null || name.equals(CONTAINER)
        ? new CsdlEntityContainerInfo().setContainerName(CONTAINER)
        : null;
  }

  @Override
  public CsdlEntitySet getEntitySet(FullQualifiedName container, String name) {
    return container.equals(CONTAINER)
        ? ReportingTable.named(name).map(ODataSchema::entitySet).orElse(null)
        : null;
  }

  @Override
  public CsdlEntityType getEntityType(FullQualifiedName name) {
    return name.getNamespace().equals(NAMESPACE)
        ? ReportingTable.named(name.getName()).map(this::entityType).orElse(null)
        : null;
  }

  @Override
  public CsdlTerm getTerm(FullQualifiedName name) {
    return name.equals(DESCRIPTION)
        ? new CsdlTerm().setName(name.getName()).setType("Edm.String")
        : null;
  }

  private static CsdlEntitySet entitySet(ReportingTable table) {
    return new CsdlEntitySet()
        .setName(table.key())
        .setType(new FullQualifiedName(NAMESPACE, table.key()));
  }

  private CsdlEntityType entityType(ReportingTable table) {
    ReportingColumns.Described described = columns.of(table);
    return new CsdlEntityType()
        .setName(table.key())
        .setKey(
            table.keyColumns().stream().map(each -> new CsdlPropertyRef().setName(each)).toList())
        .setProperties(described.columns().stream().map(each -> property(table, each)).toList())
        .setAnnotations(List.of(description(described.meaning())));
  }

  private static CsdlProperty property(ReportingTable table, Column column) {
    CsdlProperty property =
        new CsdlProperty()
            .setName(column.name())
            .setType(type(column.type()).getFullQualifiedName())
            .setNullable(!table.keyColumns().contains(column.name()))
            .setAnnotations(List.of(description(column.meaning())));
    return column.type() == ColumnType.TIMESTAMP ? property.setPrecision(PRECISION) : property;
  }

  private static CsdlAnnotation description(String meaning) {
    return new CsdlAnnotation()
        .setTerm(DESCRIPTION.getFullQualifiedNameAsString())
        .setExpression(
            new CsdlConstantExpression(
                CsdlConstantExpression.ConstantExpressionType.String, meaning));
  }

  private static EdmPrimitiveTypeKind type(ColumnType type) {
    return switch (type) {
      case TEXT -> EdmPrimitiveTypeKind.String;
      case DATE -> EdmPrimitiveTypeKind.Date;
      case TIMESTAMP -> EdmPrimitiveTypeKind.DateTimeOffset;
      case NUMBER -> EdmPrimitiveTypeKind.Double;
      case INTEGER -> EdmPrimitiveTypeKind.Int64;
      case BOOLEAN -> EdmPrimitiveTypeKind.Boolean;
    };
  }
}
