import { useWords } from '../app/context.ts'
import { toldOf } from '../case/masked.ts'

interface Props {
  readonly text: string
  /** Of the text; its masks are in the page's. */
  readonly lang?: string | undefined
  /** Whoever reads it wrote it: it is an original, and shown as it is. */
  readonly own?: boolean | undefined
}

/** A text of which something is masked for whoever did not write it. */
export function MaskedText({ text, lang, own = false }: Props) {
  const words = useWords()
  return (
    <p class="account" lang={lang}>
      {own
        ? text
        : toldOf(text, words).map(piece =>
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
