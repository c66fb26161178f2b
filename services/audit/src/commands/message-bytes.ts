/** Bytes of a message that is being written, one after the other; kept from message to message. */
export class MessageBytes {
  #bytes = Buffer.alloc(4_096)
  #end = 0

  begin(): void {
    this.#end = 0
  }

  get length(): number {
    return this.#end
  }

  /** A copy. */
  taken(): Buffer {
    // From the pool: each array with memory of its own costs as much as a cipher.
    const taken = Buffer.allocUnsafe(this.#end)
    taken.set(this.#bytes.subarray(0, this.#end))
    return taken
  }

  varint(value: number): void {
    this.#room(MOST_OF_NUMBER)
    if (value < 0) {
      this.#negative(value)
      return
    }
    let rest = value
    while (rest > 0x7f) {
      this.#bytes[this.#end++] = (rest % 0x80) | 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.#bytes[this.#end++] = rest
  }

  text(tag: number, text: string): void {
    this.varint(tag)
    if (this.#ascii(text)) return
    this.measured(() => {
      this.#room(MOST_OF_CHARACTER * text.length)
      this.#end += this.#bytes.write(text, this.#end)
    })
  }

  /** What `write` writes, after its length. */
  measured(write: () => void): void {
    this.#room(1)
    this.#end += 1
    const begin = this.#end
    write()
    const length = this.#end - begin
    const wide = widthOf(length)
    if (wide > 1) {
      this.#room(wide - 1)
      this.#bytes.copyWithin(begin - 1 + wide, begin, this.#end)
    }
    this.#end = begin - 1
    this.varint(length)
    this.#end += length
  }

  /** What nearly all of it is: codes and ids, a byte a character. To call what writes any text takes longer than to write these. False: nothing is written. */
  #ascii(text: string): boolean {
    const { length } = text
    if (length > ONE_BYTE) return false
    this.#room(1 + length)
    const [bytes, begin] = [this.#bytes, this.#end + 1]
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i)
      if (code > ONE_BYTE) return false
      bytes[begin + i] = code
    }
    bytes[begin - 1] = length
    this.#end = begin + length
    return true
  }

  /** As 64 bits of two's complement. */
  #negative(value: number): void {
    let rest = BigInt.asUintN(64, BigInt(value))
    while (rest > 0x7fn) {
      this.#bytes[this.#end++] = Number(rest & 0x7fn) | 0x80
      rest >>= 7n
    }
    this.#bytes[this.#end++] = Number(rest)
  }

  #room(more: number): void {
    if (this.#end + more <= this.#bytes.length) return
    const larger = Buffer.alloc(2 * (this.#end + more))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** The most that one byte of a number holds, and the last character of ASCII. */
const ONE_BYTE = 0x7f
const MOST_OF_NUMBER = 10
const MOST_OF_CHARACTER = 3

function widthOf(length: number): number {
  let width = 1
  for (let rest = length; rest > 0x7f; rest = Math.floor(rest / 0x80)) width += 1
  return width
}
