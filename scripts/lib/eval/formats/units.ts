/** Where each character of a text begins in UTF-16 units, and where the last one ends. */
export function unitOffsets(text: string): number[] {
  const offsets: number[] = []
  let at = 0
  for (const character of text) {
    offsets.push(at)
    at += character.length
  }
  offsets.push(at)
  return offsets
}
