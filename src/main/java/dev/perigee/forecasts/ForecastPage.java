package dev.perigee.forecasts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of forecasts. */
@Schema(description = "A page of forecasts: those made last first.")
public record ForecastPage(
    @Schema(description = "The day as of which they are answered.", examples = "2026-11-24")
        LocalDate asOf,
    @Schema(description = "The forecasts.") List<ForecastResponse> items,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
            description = "Cursor of the next page; absent on the last.",
            examples = "MjAyNi0xMS0yNB80NzEx")
        String next) {}
