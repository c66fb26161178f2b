import type { OpenedRedaction } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { addressOf } from '../../app/route.ts'
import { useOpened } from '../../app/use-opened.ts'
import { useUnsaved } from '../../app/use-unsaved.ts'
import { Button } from '../../ui/button.tsx'
import { Page, Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { type Decided, NOTHING, ofWhat } from './decided.ts'
import { PictureReview } from './picture-review.tsx'
import { Proposal } from './proposal.tsx'
import { TextReview } from './text-review.tsx'

/** An original of the own agency beside its masks. Nothing of it is on the page until it is opened, and after a while again. */
export function Redaction({ id }: { id: string }) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const { review } = t
  const [said, setSaid] = useState('')
  /** Out of sight with what it is about, and there again when that is opened again. */
  const [decided, setDecided] = useState<Decided>(NOTHING)
  const decide = (part: Partial<Decided>) => setDecided(before => ({ ...before, ...part }))
  useUnsaved(decided.added.length + decided.lifted.length + decided.boxes.length > 0)
  const { open, view, cleared, minutes, clear } = useOpened<OpenedRedaction>(async () => {
    const opened = await client.openRedaction(id)
    setDecided(before => (before.of === ofWhat(opened) ? before : { ...NOTHING, of: ofWhat(opened) }))
    return opened
  })
  const done = (what: string) => {
    setSaid(what)
    setDecided(NOTHING)
    clear()
  }
  const status = open.busy ? review.opening : view ? t.view.remaining(minutes) : said || (cleared && review.cleared)
  return (
    <Page title={review.title}>
      <p>
        <a href={addressOf({ page: 'redactions', id: undefined })}>{review.back}</a>
      </p>
      <Problem problem={open.problem} />
      <Status>{status}</Status>
      {!view && (
        <>
          <p>{review.openLead}</p>
          <Button
            type="button"
            disabled={open.busy}
            onClick={() => {
              setSaid('')
              void open.run()
            }}
          >
            {review.open}
          </Button>
        </>
      )}
      {view && (
        <>
          {view.review !== null && view.state === 'proposed' && <Proposal opened={view} done={done} />}
          {view.kind === 'text' ? (
            <TextReview {...{ opened: view, decided, decide, done }} />
          ) : (
            <PictureReview {...{ opened: view, decided, decide, done }} />
          )}
          <button type="button" class="secondary" onClick={clear}>
            {review.close}
          </button>
        </>
      )}
    </Page>
  )
}
