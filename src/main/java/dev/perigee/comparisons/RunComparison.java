package dev.perigee.comparisons;

import dev.perigee.scenarios.Mode;
import dev.perigee.studies.Differences;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What tells two stochastic runs apart. */
@Schema(
    description =
        "What tells two stochastic runs apart. Differences are candidate less reference. Both are simulated anew in the same"
            + " batches of pseudo-random paths, with the paths (within 8000 and 200000) and the seed of the candidate, whatever"
            + " those of the reference are; their sides differ from the stored runs within the errors.")
record RunComparison(
    @Schema(description = "Name of the comparison.", examples = "3f9c2d1e8a7b6c5d4e3f2a1b0c9d8e7f")
        String id,
    @Schema(description = "How both were run.", examples = "stochastic") Mode mode,
    @Schema(
            description = "Name of the run that is compared.",
            examples = "8a7b6c5d4e3f2a1b0c9d8e7f3f9c2d1e")
        String candidate,
    @Schema(
            description = "Name of the run that it is compared with.",
            examples = "b31076c359822f73ab6dbf28f265e5f5")
        String reference,
    @Schema(description = "Paths of each pack, in all batches.", examples = "20000") int paths,
    @Schema(
            description = "Number of batches from whose differences the standard errors come.",
            examples = "16")
        int batches,
    @Schema(description = "Seed.", examples = "20260215") long seed,
    @Schema(description = "Version of the arithmetic.", examples = "2.0.1") String coreVersion,
    @Schema(description = "Enterprise value of the orbital programme, USD.")
        Differences.DistributionDifference enterpriseValueUsd,
    @Schema(description = "Band means of the enterprise value, USD.")
        Differences.BandDifferences bandsUsd,
    @Schema(description = "Mean equity value per share, USD, each side with its own company.")
        Differences.Difference equityPerShareUsd,
    @Schema(
            description =
                "Compute capacity on orbit in the last quarter of each year that both cover, kW.")
        List<Differences.YearDifference> capacityKw,
    @Schema(description = "Orbital over terrestrial cost of a kW-year in the same quarters.")
        List<Differences.YearDifference> costRatio,
    @Schema(description = "Probability that orbit is cheaper in the same quarters.")
        List<Differences.YearProbability> probabilityBelowOne,
    @Schema(description = "Probability that nothing is ever produced.")
        Differences.Difference neverProduces,
    @Schema(description = "Weights of the packs after all effects; exact.")
        Differences.WeightDifferences packWeights,
    @Schema(description = "Weight on the company pack that the market price implies.")
        Differences.ImpliedWeight companyPackWeight,
    @Schema(
            description =
                "The inputs that differ, and what each does alone to the mean enterprise value.")
        List<InputDifference> inputs,
    @Schema(
            description =
                "The difference of the mean enterprise value less what the inputs do alone: what they do together.")
        Differences.MeanDifference remainder) {}
