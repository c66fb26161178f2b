import type { EvidenceDetail } from '@amparo/client'
import { useWords } from '../../app/context.ts'
import { askedBy } from './asked-by.ts'
import { fieldId } from './draft-field.tsx'

/** What the treaty, the assistance or a rule asks for and the request does not say; and what the other state could refuse it for. */
export function Lacking({ request }: { request: EvidenceDetail }) {
  const { t, say } = useWords()
  const { evidence } = t
  const { missing, obstacles, fields, words } = request
  const labelOf = (field: string) => {
    const found = fields.find(one => one.field === field)
    return found ? say(found.text) : field
  }
  const wordOf = (code: string) => {
    const word = words[code]
    return word === undefined ? code : say(word)
  }
  if (missing.length + obstacles.length === 0) return null
  return (
    <section aria-labelledby="lacking">
      <h2 id="lacking">{evidence.missing}</h2>
      <ul>
        {missing.map(({ field, sources }) => (
          <li key={field}>
            <a
              href={`#${fieldId(field)}`}
              onClick={event => {
                // The address of a page stands behind the "#".
                event.preventDefault()
                document.getElementById(fieldId(field))?.focus()
              }}
            >
              {labelOf(field)}
            </a>
            {sources.length > 0 && <span class="hint"> {askedBy(t, sources)}</span>}
          </li>
        ))}
      </ul>
      {obstacles.length > 0 && (
        <>
          <h3>{evidence.obstacles}</h3>
          <ul>
            {obstacles.map(({ ground, article }) => (
              <li key={ground}>
                {wordOf(ground)} ({evidence.article(article)})
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
