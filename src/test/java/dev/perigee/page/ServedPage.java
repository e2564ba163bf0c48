package dev.perigee.page;

import dev.perigee.page.Browser.Scheme;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The page as the packaged service serves it, and a browser for each test. Classes that ask for no
 * settings share one service, which is started for the first of them and ends with the tests.
 */
final class ServedPage implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final Namespace PAGE = Namespace.create(ServedPage.class);

  private final Optional<Supplier<Map<String, String>>> settings;
  private FreshService service;
  private Browser browser;

  /** On the service that is shared. */
  ServedPage() {
    this.settings = Optional.empty();
  }

  /** On a service of its own with further settings, as environment variables. */
  ServedPage(Supplier<Map<String, String>> settings) {
    this.settings = Optional.of(settings);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    boolean isShared = settings.isEmpty();
    ExtensionContext life = isShared ? context.getRoot() : context;
    Object name = isShared ? FreshService.class : this; // a class finds what its parents keep
    service =
        life.getStore(PAGE)
            .computeIfAbsent(
                name,
                key -> FreshService.start(settings.map(Supplier::get).orElse(Map.of())),
                FreshService.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    browser = new Browser(service.running().url(), Browser.LAPTOP, Scheme.LIGHT);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    browser.close();
  }

  FreshService service() {
    return service;
  }

  /** The browser of this test. */
  Browser browser() {
    return browser;
  }

  JsonApi api() {
    return JsonApi.of(service.running());
  }

  String url() {
    return service.running().url();
  }
}
