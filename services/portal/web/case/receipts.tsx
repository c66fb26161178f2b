import { type EvidenceItem, ProblemError } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useWords } from '../app/context.ts'
import { useAction } from '../app/use-action.ts'
import { Button } from '../ui/button.tsx'
import { Status } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { refusalIn } from './refusal-in.ts'
import { save } from './save-file.ts'

interface Props {
  /** Of the section, and of the file that is saved. */
  readonly id: string
  load(): Promise<readonly EvidenceItem[]>
}

/** What both hubs signed about what was sent: shown when it is asked for, and saved to be verified without this system. */
export function Receipts({ id, load }: Props) {
  const { t, code, moment } = useWords()
  const says = t.files.receipts
  const [items, setItems] = useState<readonly EvidenceItem[]>()
  const look = useAction(async () => setItems(await load().catch(none)))
  return (
    <details class="receipts">
      <summary>{says.title}</summary>
      <p class="hint">{says.lead}</p>
      <Problem problem={look.problem} />
      <Status>{items?.length === 0 ? says.none : ''}</Status>
      <ol>
        {items?.map(({ issuer, kind, code: why, at, about, overtaken }) => (
          <li key={`${about.messageId} ${issuer} ${kind}`}>
            {says.line(says.carried[about.carried ?? 'package'] ?? '', code('evidence', kind), issuer)}
            {why !== null && `${t.app.colon}${refusalIn(t.files, why)}`}
            {overtaken && ` (${says.overtaken})`}
            {at !== undefined && (
              <>
                , <time dateTime={at}>{moment(at)}</time>
              </>
            )}
          </li>
        ))}
      </ol>
      <div class="buttons">
        <Button type="button" class="secondary" disabled={look.busy} onClick={() => void look.run()}>
          {says.look}
        </Button>
        {items !== undefined && items.length > 0 && (
          <button
            type="button"
            class="secondary"
            onClick={() =>
              save({ name: `${id}.json`, mediaType: 'application/json', text: JSON.stringify({ items }, null, 2) })
            }
          >
            {says.save}
          </button>
        )}
      </div>
    </details>
  )
}

/** Nothing was stated yet, or it is not this agency's. */
function none(error: unknown): readonly EvidenceItem[] {
  if (!(error instanceof ProblemError) || error.status !== 404) throw error
  return []
}
