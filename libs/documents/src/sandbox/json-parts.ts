const QUOTE = '"'.charCodeAt(0)
const BACKSLASH = '\\'.charCodeAt(0)
const PARTS: ReadonlySet<number> = new Set(Array.from('[{,', sign => sign.charCodeAt(0)))

/**
 * Whether a JSON text has more than `most` signs that begin a list or an object or go on with one: each value but the first takes one.
 * Nothing is made for it, and text inside strings is passed over; of what is no JSON the answer says nothing.
 */
export function hasMorePartsThan(json: string, most: number): boolean {
  let parts = 0
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at)
    if (sign === QUOTE) at = endOfString(json, at)
    else if (PARTS.has(sign) && ++parts > most) return true
  }
  return false
}

/** Where the string that begins at `start` ends; at the text's end, where it does not. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end !== -1; end = json.indexOf('"', end + 1)) {
    let before = end - 1
    while (json.charCodeAt(before) === BACKSLASH) before--
    if ((end - before) % 2 === 1) return end
  }
  return json.length
}
