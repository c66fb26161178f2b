import type { ShownFile, ShownMessage } from '@amparo/client'
import { useSignedIn, useWords } from '../../app/context.ts'
import { save, zipOf } from '../../case/save-file.ts'
import { MaskedText } from '../../ui/masked-text.tsx'
import { SealedItem } from '../../ui/sealed-item.tsx'

interface Props {
  readonly message: ShownMessage
  readonly referralId: string
}

export function Message({ message, referralId }: Props) {
  const { t, code, moment } = useWords()
  const { client, agencies } = useSignedIn()
  const { thread } = t.case
  const { messageId, text, attachments = [], delivery, sealedTo } = message
  const name = thread.from(agencies.name(message.from.agencyId), moment(message.writtenAt))
  return (
    <article>
      <h3>{name}</h3>
      {sealedTo !== undefined ? (
        <SealedItem
          {...{ id: messageId, name, sealedTo, notice: t.sealed.item }}
          fetch={async () => zipOf(await client.sealedContents(referralId, messageId))}
        />
      ) : text === undefined ? (
        <p class="hint">
          {t.view.withheld}
          {message.withheld && `${t.app.colon}${code('withheld', message.withheld)}`}
        </p>
      ) : (
        <MaskedText text={text} lang={message.lang} own={message.own} />
      )}
      {attachments.length > 0 && (
        <>
          <h4>{thread.attachments}</h4>
          <ul>
            {attachments.map((file, i) => (
              <li key={`${i} ${file.name}`}>
                <Attachment file={file} />
              </li>
            ))}
          </ul>
        </>
      )}
      {delivery && <p class="hint">{code('evidence', delivery)}</p>}
    </article>
  )
}

function Attachment({ file }: { file: ShownFile }) {
  const { t, code } = useWords()
  if (file.withheld !== undefined)
    return (
      <>
        {file.name}
        {t.app.colon}
        <span class="hint">{code('withheld', file.withheld)}</span>
      </>
    )
  return (
    <button type="button" class="link" onClick={() => save(file)}>
      {t.case.thread.save(file.name)}
    </button>
  )
}
