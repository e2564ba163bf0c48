package dev.perigee.dashboards;

import org.apache.olingo.commons.api.format.ContentType;
import org.apache.olingo.commons.api.http.HttpHeader;
import org.apache.olingo.commons.api.http.HttpStatusCode;
import org.apache.olingo.server.api.OData;
import org.apache.olingo.server.api.ODataLibraryException;
import org.apache.olingo.server.api.ODataRequest;
import org.apache.olingo.server.api.ODataResponse;
import org.apache.olingo.server.api.ServiceMetadata;
import org.apache.olingo.server.api.processor.ServiceDocumentProcessor;
import org.apache.olingo.server.api.uri.UriInfo;

/**
 * Answers with the entity sets. The library's own answer names the metadata by a relative address,
 * which leads astray from an address without a slash at its end.
 */
final class ODataEntitySets implements ServiceDocumentProcessor {
  private OData odata;
  private ServiceMetadata metadata;

  @Override
  public void init(OData service, ServiceMetadata described) {
    odata = service;
    metadata = described;
  }

  @Override
  public void readServiceDocument(
      ODataRequest request, ODataResponse response, UriInfo uri, ContentType format)
      throws ODataLibraryException {
    response.setContent(
        odata
            .createSerializer(format)
            .serviceDocument(metadata, request.getRawBaseUri() + "/")
            .getContent());
    response.setStatusCode(HttpStatusCode.OK.getStatusCode());
    response.setHeader(HttpHeader.CONTENT_TYPE, format.toContentTypeString());
  }
}
