import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import type { IntakeRow } from '../../work/intake/draft.ts'
import type { RowState } from '../../work/intake/send.ts'

interface Props {
  readonly people: readonly IntakeRow[]
  readonly states: ReadonlyMap<string, RowState>
  readonly busy: boolean
  readonly broken: boolean
}

const TOLD_EVERY = 5

/** How far it has come; told aloud every few people, for forty announcements are none. */
export function Results({ people, states, busy, broken }: Props) {
  const { t } = useWords()
  const sent = people.filter(({ key }) => states.get(key)?.kind === 'sent').length
  const all = sent === people.length && sent > 0
  const rounded = busy ? sent - (sent % TOLD_EVERY) : sent
  return (
    <>
      {states.size > 0 && (
        <div class="progress-bar">
          <progress value={sent} max={people.length} aria-label={t.intake.people} />
          <span aria-hidden="true">{t.intake.progress(sent, people.length)}</span>
        </div>
      )}
      <div role="status" class="status">
        {all
          ? t.intake.allSent(sent)
          : states.size > 0 && <span class="hidden">{t.intake.progress(rounded, people.length)}</span>}
      </div>
      <div role="alert">{broken && !busy && <p class="problem">{t.intake.interrupted}</p>}</div>
      <ToConfirm people={people} states={states} />
    </>
  )
}

function ToConfirm({ people, states }: Pick<Props, 'people' | 'states'>) {
  const { t } = useWords()
  const { config } = useSignedIn()
  const open = people.flatMap((row, i) => {
    const state = states.get(row.key)
    return state?.kind === 'sent' && state.confirmBy !== undefined ? [{ n: i + 1, id: state.consentId }] : []
  })
  if (open.length === 0) return null
  return (
    <div class="notice">
      <h2>{t.intake.confirm}</h2>
      <p>{t.intake.confirmLead}</p>
      <ol class="values">
        {open.map(({ n, id }) => {
          const link = `${config.publicUrl}/${addressOf({ page: 'confirm', id })}`
          return (
            <li key={id} value={n}>
              <a href={link}>
                {t.form.confirmLink}
                <span class="hidden">
                  {t.app.colon}
                  {t.intake.row(n)}
                </span>
              </a>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
