/** What one document may have. Past any of these it is `document_too_large`. */
export const LIMITS = {
  /** As it comes. */
  bytes: 25_000_000,
  /** All parts of an archive together, unpacked. */
  unpackedBytes: 32_000_000,
  archiveEntries: 2_000,
  /** Elements inside elements. */
  xmlDepth: 200,
  pages: 200,
  /** More are left out. */
  imagesOfPage: 1_000,
  /** Paragraphs, cells of tables, pieces of a line. */
  pieces: 50_000,
  /** UTF-16 units of text: what the free-text engine takes at once. */
  characters: 200_000,
  /** Of a picture, in a document or by itself. */
  pixels: 40_000_000,
} as const
