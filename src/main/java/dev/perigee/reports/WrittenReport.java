package dev.perigee.reports;

/**
 * A report as it is sent.
 *
 * @param digest of the bytes
 * @param fileName name of a file that holds it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: the digest is
record WrittenReport(byte[] bytes, String digest, String fileName) {}
