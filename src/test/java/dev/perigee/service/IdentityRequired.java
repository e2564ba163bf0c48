package dev.perigee.service;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** A service whose callers prove who they are, to a provider that runs beside it. */
public final class IdentityRequired implements QuarkusTestProfile {
  /** How long keys of the provider, and API keys, are believed in these tests. */
  static final int MEMORY_MILLIS = 500;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "perigee.identity.audience", "perigee",
        "perigee.identity.roles-claim", "realm_access/roles",
        "perigee.identity.name-claim", "preferred_username",
        "perigee.identity.roles.approver", "risk-committee,chief-risk-officer",
        "perigee.identity.key-life", "PT0.5S",
        "perigee.identity.api-key-memory", "PT0.5S");
  }

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(new TestResourceEntry(TokenProvider.class));
  }
}
