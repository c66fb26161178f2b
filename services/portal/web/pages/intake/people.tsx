import { useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from '../../app/context.ts'
import type { Fault } from '../../form/faults.ts'
import { isOnPaper } from '../../form/signed-sheet.ts'
import { emptyRow, type IntakeDraft, type IntakeRow, MOST } from '../../work/intake/draft.ts'
import { pastedInto } from '../../work/intake/paste.ts'
import type { RowState } from '../../work/intake/send.ts'
import { cellId, Row } from './row.tsx'

interface Props {
  readonly draft: IntakeDraft
  readonly states: ReadonlyMap<string, RowState>
  /** What they fear is asked. */
  readonly fear: boolean
  readonly faults: ReadonlyMap<string, readonly Fault[]> | undefined
  change(rows: readonly IntakeRow[]): void
}

const MANY = 10

/** A row for each person. Enter goes on to the next, and a list copied from a table fills as many as it has lines. */
export function People({ draft, states, fear, faults, change }: Props) {
  const { t, language } = useWords()
  const { rows, shared } = draft
  const next = useRef<string | undefined>(undefined)
  // Before anything more is typed.
  useLayoutEffect(() => {
    if (next.current === undefined) return
    document.getElementById(cellId(next.current, 'names'))?.focus()
    next.current = undefined
  })
  const add = (count: number) => {
    const more = Array.from({ length: Math.min(count, MOST - rows.length) }, () => emptyRow(crypto.randomUUID()))
    next.current = more[0]?.key
    change([...rows, ...more])
  }
  const goOn = (i: number) => {
    const below = rows[i + 1]
    if (below) document.getElementById(cellId(below.key, 'names'))?.focus()
    else add(1)
  }
  return (
    <>
      <h2 id="people">{t.intake.people}</h2>
      <p>{t.intake.peopleLead(MOST)}</p>
      <table class="plain-table people" aria-labelledby="people">
        <thead>
          <tr>
            <th scope="col">
              <span class="hidden">{t.intake.row(1)}</span>
              <span aria-hidden="true">#</span>
            </th>
            <th scope="col">{t.intake.name}</th>
            <th scope="col">{t.intake.birth}</th>
            <th scope="col">{t.intake.age}</th>
            <th scope="col">{t.intake.child}</th>
            <th scope="col">{t.intake.gender}</th>
            {shared.languages.length > 0 && <th scope="col">{t.intake.language}</th>}
            {shared.nationalities.length > 0 && <th scope="col">{t.intake.nationality}</th>}
            {fear && <th scope="col">{t.intake.fear}</th>}
            {isOnPaper(shared) && <th scope="col">{t.intake.sheet}</th>}
            <th scope="col">{t.intake.result}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <Row
              key={row.key}
              row={row}
              number={i + 1}
              state={states.get(row.key)}
              faults={faults?.get(row.key) ?? []}
              languages={shared.languages}
              nationalities={shared.nationalities}
              fear={fear}
              onPaper={isOnPaper(shared)}
              set={part => change(rows.map(other => (other === row ? { ...other, ...part } : other)))}
              paste={text => {
                const filled = pastedInto(rows, i, text, () => crypto.randomUUID(), language)
                if (filled) change(filled)
                return filled !== undefined
              }}
              remove={rows.length > 1 ? () => change(rows.filter(other => other !== row)) : undefined}
              goOn={() => goOn(i)}
            />
          ))}
        </tbody>
      </table>
      {rows.length >= MOST ? (
        <p class="notice">{t.intake.full(MOST)}</p>
      ) : (
        <div class="buttons">
          <button type="button" class="secondary" onClick={() => add(1)}>
            {t.intake.addRow}
          </button>
          <button type="button" class="secondary" onClick={() => add(MANY)}>
            {t.intake.addRows(Math.min(MANY, MOST - rows.length))}
          </button>
        </div>
      )}
    </>
  )
}
