import type { ComponentChildren } from 'preact'
import { piecesOf, type Told } from '../form/read-out.ts'

/** A text that is read to a person: a title, paragraphs, and numbered points that may begin with what they are about; as Markdown writes these, and no more of it. */
export function ReadOut({ text, lang }: { text: string; lang: string }) {
  return (
    <div class="read-out" lang={lang}>
      {piecesOf(text).map(piece => (
        <Piece key={piece.number + piece.text} {...piece} />
      ))}
    </div>
  )
}

function Piece({ kind, number, about, text }: Told): ComponentChildren {
  if (kind === 'title')
    return (
      <p>
        <strong>{text}</strong>
      </p>
    )
  return (
    <p>
      {number && `${number}. `}
      {about && <strong>{about}</strong>} {text}
    </p>
  )
}
