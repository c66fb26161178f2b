import { useWords } from '../app/context.ts'
import { toldOf } from '../case/masked.ts'

interface Props {
  readonly text: string
  /** Of the text; its masks are in the page's. */
  readonly lang?: string | undefined
}

/** A text of which something is masked, never an original. */
export function MaskedText({ text, lang }: Props) {
  const words = useWords()
  return (
    <p class="account" lang={lang}>
      {toldOf(text, words).map(piece =>
        piece.isMask ? (
          <span key={piece.start} lang={words.language}>
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </p>
  )
}
