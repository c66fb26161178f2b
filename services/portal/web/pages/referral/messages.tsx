import type { OpenedMessages, ReferralView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useOpened } from '../../app/use-opened.ts'
import { useTold } from '../../app/use-told.ts'
import { Receipts } from '../../case/receipts.tsx'
import { Button } from '../../ui/button.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Message } from './message.tsx'
import { WriteMessage } from './write-message.tsx'

/** What the two agencies write to each other: opened like the person, cleared from the screen like the person. */
export function Messages({ referral }: { referral: ReferralView }) {
  const { t } = useWords()
  const { client, session, may } = useSignedIn()
  const { thread } = t.case
  const [sent, tell] = useTold()
  const [isWriting, setWriting] = useState(false)
  const load = (before?: string) => client.openMessages(referral.id, before)
  const { open, view: opened, cleared, minutes, clear } = useOpened<OpenedMessages, [before?: string]>(load, withOlder)
  if (referral.to === null || !may('view:open')) return null
  const assigned = referral.assignedTo.includes(session.user)
  const crosses = referral.to.hub !== referral.from.hub
  const oldest = opened?.messages.at(-1)
  return (
    <section aria-labelledby="thread">
      <h2 id="thread">{thread.title}</h2>
      <p>
        {thread.lead} {referral.messages > 0 ? thread.count(referral.messages) : !sent && thread.none}
      </p>
      <Problem problem={open.problem} />
      <Status told={sent}>
        {open.busy ? thread.opening : !sent && (opened ? t.view.remaining(minutes) : cleared && thread.cleared)}
      </Status>
      {!assigned && <p>{thread.needsAssignment}</p>}
      {assigned && !opened && referral.messages > 0 && (
        <Button
          type="button"
          disabled={open.busy}
          onClick={() => {
            tell()
            void open.run()
          }}
        >
          {thread.open}
        </Button>
      )}
      {opened && (
        <>
          <p class="hint">{thread.masked}</p>
          {opened.more && (
            <Button
              type="button"
              class="secondary"
              disabled={open.busy}
              onClick={() => void open.run(oldest?.messageId)}
            >
              {t.list.more}
            </Button>
          )}
          <ol class="thread">
            {opened.messages.toReversed().map(message => (
              <li key={message.messageId} class={message.own ? 'own' : undefined}>
                <Message message={message} referralId={referral.id} />
              </li>
            ))}
          </ol>
          <button
            type="button"
            class="secondary"
            onClick={() => {
              tell()
              clear()
            }}
          >
            {thread.close}
          </button>
        </>
      )}
      {crosses && <Receipts id={`messages-${referral.id}`} load={() => client.receipts(referral.id, 'message')} />}
      {((assigned && referral.turn !== null) || isWriting) && may('referral:work') && (
        <WriteMessage
          referral={referral}
          writing={setWriting}
          written={() => {
            tell(thread.sent)
            if (opened) void open.run()
          }}
        />
      )}
    </section>
  )
}

/** Older ones alone are not shown: what was cleared meanwhile is opened from the newest on. */
const withOlder = (
  shown: OpenedMessages | undefined,
  came: OpenedMessages,
  before?: string,
): OpenedMessages | undefined =>
  before === undefined ? came : shown && { ...came, messages: [...shown.messages, ...came.messages] }
