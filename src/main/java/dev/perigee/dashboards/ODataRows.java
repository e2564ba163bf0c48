package dev.perigee.dashboards;

import dev.perigee.platform.PageCursor;
import dev.perigee.tables.Column;
import dev.perigee.tables.Table;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.olingo.commons.api.data.ContextURL;
import org.apache.olingo.commons.api.data.Entity;
import org.apache.olingo.commons.api.data.EntityCollection;
import org.apache.olingo.commons.api.data.Property;
import org.apache.olingo.commons.api.data.ValueType;
import org.apache.olingo.commons.api.edm.EdmEntitySet;
import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.commons.api.http.HttpHeader;
import org.apache.olingo.commons.api.http.HttpStatusCode;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataApplicationException;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.CountEntityCollectionProcessor;
import org.apache.olingo.server.api.serializer.EntityCollectionSerializerOptions;
import org.apache.olingo.server.api.uri.UriInfo;
import org.apache.olingo.server.api.uri.UriResource;
import org.apache.olingo.server.api.uri.UriResourceEntitySet;
import org.apache.olingo.server.api.uri.queryoption.FilterOption;
import org.apache.olingo.server.api.uri.queryoption.SelectOption;
import org.apache.olingo.server.api.uri.queryoption.SystemQueryOption;
import org.apache.olingo.server.api.uri.queryoption.SystemQueryOptionKind;
import org.apache.olingo.server.api.uri.queryoption.expression.ExpressionVisitException;

/** Answers for rows of an entity set, page by page, and for their number. */
final class ODataRows implements CountEntityCollectionProcessor {
  private static final Set<SystemQueryOptionKind> KNOWN =
      EnumSet.of(
          SystemQueryOptionKind.SELECT,
          SystemQueryOptionKind.FILTER,
          SystemQueryOptionKind.TOP,
          SystemQueryOptionKind.SKIP,
          SystemQueryOptionKind.SKIPTOKEN,
          SystemQueryOptionKind.COUNT);
  private static final String RUN = "run_id";

  private final ReportingColumns columns;
  private final ReportingRows rows;
  private OData odata;
  private ServiceMetadata metadata;

  ODataRows(ReportingColumns columns, ReportingRows rows) {
    this.columns = columns;
    this.rows = rows;
  }

  @Override
  public void init(OData service, ServiceMetadata described) {
    odata = service;
    metadata = described;
  }

  @Override
  public void readEntityCollection(
      ODataRequest request, ODataResponse response, UriInfo uri, ContentType format)
      throws ODataApplicationException, ODataLibraryException {
    EdmEntitySet set = entitySet(uri);
    ReportingTable table = ReportingTable.named(set.getName()).orElseThrow();
    SqlCondition where = where(table, uri);
    int top = uri.getTopOption() == null ? Integer.MAX_VALUE : uri.getTopOption().getValue();
    int most = Math.min(top, TablePageRequest.DEFAULT_LIMIT);
    Optional<List<Object>> after =
        uri.getSkipTokenOption() == null
            ? Optional.empty()
            : Optional.of(key(table, uri.getSkipTokenOption().getValue()));
    int skip = uri.getSkipOption() == null ? 0 : uri.getSkipOption().getValue();
    Table read = rows.read(new ReportingRows.Query(table, where, after, skip, most + 1));

    EntityCollection page = new EntityCollection();
    read.rows().stream()
        .limit(most)
        .forEach(row -> page.getEntities().add(entity(read.columns(), row)));
    if (read.rows().size() > most && top > most) {
      page.setNext(next(request, table, read, most, top));
    }
    if (uri.getCountOption() != null && uri.getCountOption().getValue()) {
      page.setCount(Math.toIntExact(rows.count(table, where)));
    }
    SelectOption select = uri.getSelectOption();
    ContextURL context =
        ContextURL.with()
            .serviceRoot(URI.create(request.getRawBaseUri() + "/"))
            .entitySet(set)
            .selectList(
                odata
                    .createUriHelper()
                    .buildContextURLSelectList(set.getEntityType(), null, select))
            .build();
    response.setContent(
        odata
            .createSerializer(format)
            .entityCollection(
                metadata,
                set.getEntityType(),
                page,
                EntityCollectionSerializerOptions.with()
                    .contextURL(context)
                    .select(select)
                    .count(uri.getCountOption())
                    .build())
            .getContent());
    response.setStatusCode(HttpStatusCode.OK.getStatusCode());
    response.setHeader(HttpHeader.CONTENT_TYPE, format.toContentTypeString());
  }

  @Override
  public void countEntityCollection(ODataRequest request, ODataResponse response, UriInfo uri)
      throws ODataApplicationException, ODataLibraryException {
    ReportingTable table = ReportingTable.named(entitySet(uri).getName()).orElseThrow();
    long count = rows.count(table, where(table, uri));
    response.setContent(odata.createFixedFormatSerializer().count(Math.toIntExact(count)));
    response.setStatusCode(HttpStatusCode.OK.getStatusCode());
    response.setHeader(HttpHeader.CONTENT_TYPE, ContentType.TEXT_PLAIN.toContentTypeString());
  }

  private static EdmEntitySet entitySet(UriInfo uri) throws ODataApplicationException {
    for (SystemQueryOption option : uri.getSystemQueryOptions()) {
      if (!KNOWN.contains(option.getKind())) {
        throw unknown(option.getName());
      }
    }
    UriResource first = uri.getUriResourceParts().getFirst();
    if (first instanceof UriResourceEntitySet set && set.getKeyPredicates().isEmpty()) {
      return set.getEntitySet();
    }
    throw unknown(first.toString());
  }

  /** Tables that are read run by run are of the latest one, unless the filter is about runs. */
  private static SqlCondition where(ReportingTable table, UriInfo uri)
      throws ODataApplicationException {
    ODataFilter visitor = new ODataFilter();
    SqlCondition where = SqlCondition.ALL;
    FilterOption filter = uri.getFilterOption();
    if (filter != null) {
      try {
        where = filter.getExpression().accept(visitor);
      } catch (ExpressionVisitException e) {
        throw new ODataApplicationException(
            e.getMessage(), HttpStatusCode.BAD_REQUEST.getStatusCode(), Locale.ROOT, e);
      }
    }
    return table.isOfOneRun() && !visitor.columns().contains(RUN)
        ? where.and(ReportingRows.ofLatestRun())
        : where;
  }

  private static Entity entity(List<Column> columns, List<?> row) {
    Entity entity = new Entity();
    for (int i = 0; i < row.size(); i++) {
      entity.addProperty(
          new Property(null, columns.get(i).name(), ValueType.PRIMITIVE, row.get(i)));
    }
    return entity;
  }

  /** The address of the page after the last row of this one; what is asked for beside it stays. */
  private static URI next(
      ODataRequest request, ReportingTable table, Table read, int most, int top) {
    List<String> query = new ArrayList<>();
    if (request.getRawQueryPath() != null) {
      for (String option : request.getRawQueryPath().split("&", -1)) {
        String name = option.split("=", 2)[0].replace("%24", "$");
        if (!Set.of("$skip", "$skiptoken", "$top").contains(name)) {
          query.add(option);
        }
      }
    }
    if (top < Integer.MAX_VALUE) {
      query.add("$top=" + (top - most));
    }
    query.add("$skiptoken=" + PageCursor.cursor(table.key(read, read.rows().get(most - 1))));
    query.removeIf(String::isEmpty);
    return URI.create(
        request.getRawBaseUri() + request.getRawODataPath() + "?" + String.join("&", query));
  }

  private List<Object> key(ReportingTable table, String token) throws ODataApplicationException {
    return PageCursor.read(
            token, table.keyColumns().size(), parts -> columns.of(table).key(table, parts))
        .orElseThrow(
            () ->
                new ODataApplicationException(
                    "$skiptoken: expected that of a next link, got " + token,
                    HttpStatusCode.BAD_REQUEST.getStatusCode(),
                    Locale.ROOT));
  }

  private static ODataApplicationException unknown(String what) {
    return new ODataApplicationException(
        "expected an entity set with $select, $filter, $top, $skip, $skiptoken or $count, got "
            + what,
        HttpStatusCode.NOT_IMPLEMENTED.getStatusCode(),
        Locale.ROOT);
  }
}
