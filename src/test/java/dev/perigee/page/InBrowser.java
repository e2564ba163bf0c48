package dev.perigee.page;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Tests in a browser, which are skipped where there is none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
    value = "dev.perigee.page.Browser#isInstalled",
    disabledReason =
        "Chromium and chromedriver are not both on the PATH; on Debian: apt-get install chromium"
            + " chromium-driver")
@interface InBrowser {}
