import type { NoticeView, OpenedNotice } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useOpened } from '../../app/use-opened.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { NoticeSheet } from './notice-sheet.tsx'

/** One notice: whom it concerns is seen when it is opened, and only while it stands. */
export function Notice({ notice, withdrawn }: { notice: NoticeView; withdrawn(): void }) {
  const { t, moment } = useWords()
  const { client, agencies, session } = useSignedIn()
  const { notices: says } = t.held
  const { noticeId, number, kind, state } = notice
  const { open, view, cleared, minutes, clear } = useOpened<OpenedNotice>(() => client.openNotice(noticeId))
  const end = useAction(async () => {
    await client.withdrawNotice(noticeId)
    withdrawn()
  })
  const named = `notice-${noticeId}`
  const stands = state === 'stands'
  // Also of one that has ended with the consent: it would stand again with another.
  const mayEnd = (stands || state === 'ended') && notice.fromAgency === session.agency
  return (
    <>
      <div class="no-print">
        <h2 id={named}>{says.kinds[kind]}</h2>
        <p class="badges">
          <Badge kind="plain">{says.states[state]}</Badge>
        </p>
        <dl class="facts">
          <Fact name={says.number}>
            <code>{number}</code>
          </Fact>
          {notice.fromAgency && <Fact name={says.from}>{agencies.name(notice.fromAgency)}</Fact>}
          <Fact name={says.to}>{agencies.name(notice.toAgency)}</Fact>
          <Fact name={says.issued}>{moment(notice.issuedAt)}</Fact>
          <Fact name={says.until}>{moment(notice.expiresAt)}</Fact>
        </dl>
        <Problem problem={open.problem ?? end.problem} />
        <Status>{open.busy ? says.opening : view ? t.view.remaining(minutes) : cleared && t.view.cleared}</Status>
        {(stands || mayEnd) && (
          <div class="buttons">
            {stands && (
              <Button
                type="button"
                disabled={open.busy}
                aria-describedby={named}
                onClick={() => (view ? clear() : void open.run())}
              >
                {view ? says.hide : says.show}
              </Button>
            )}
            {view && (
              <button type="button" class="secondary" onClick={() => window.print()}>
                {says.print}
              </button>
            )}
            {mayEnd && (
              <Button
                type="button"
                class="secondary"
                disabled={end.busy}
                aria-describedby={named}
                onClick={() => void end.run()}
              >
                {says.withdraw}
              </Button>
            )}
          </div>
        )}
      </div>
      {view && <NoticeSheet notice={view.notice} />}
    </>
  )
}
