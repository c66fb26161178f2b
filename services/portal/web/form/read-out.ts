export interface Told {
  readonly kind: 'title' | 'point' | 'paragraph'
  readonly number: string
  readonly about: string
  readonly text: string
}

const PIECE = /^(?:(#) |(\d+)\. )?(?:\*\*([^*]+)\*\* ?)?([\s\S]*)$/

/** Each begins a line of its own, or behind an empty line; other lines go on with what is before them. */
export function piecesOf(text: string): readonly Told[] {
  return text
    .trim()
    .split(/\n{2,}|\n(?=(?:# |\d+\. ))/)
    .map(piece => {
      const [, title, number = '', about = '', rest = ''] = PIECE.exec(piece.trim().replace(/\s*\n\s*/g, ' ')) ?? []
      return { kind: title ? 'title' : number ? 'point' : 'paragraph', number, about, text: rest }
    })
}
