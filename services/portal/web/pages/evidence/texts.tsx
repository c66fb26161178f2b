import type { EvidenceDetail, OpenedRequestDocument, RequestDocumentKind } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useOpened } from '../../app/use-opened.ts'
import { save } from '../../case/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { MaskedText } from '../../ui/masked-text.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SealedText } from './sealed-text.tsx'
import { TextDelivery, TextsAgain } from './sending.tsx'

/** What the request says, opened for this reader alone, and cleared from the screen again; each opening stands in the log. */
export function RequestTexts({ id, request }: { id: string; request: EvidenceDetail }) {
  const { t, say } = useWords()
  const { client } = useSignedIn()
  const { evidence } = t
  /** Who asks reads what they wrote, whoever is asked what is masked of it. */
  const own = request.role === 'sender'
  const { open, view: opened, cleared, minutes, clear } = useOpened(() => client.openRequestTexts(id))
  const [printed, setPrinted] = useState<OpenedRequestDocument>()
  const print = useAction(async (kind: RequestDocumentKind) => {
    const made = await client.printRequest(id, kind)
    save(made.document)
    setPrinted(made)
  })
  const labelOf = (field: string) => {
    const found = request.fields.find(one => one.field === field)
    return found ? say(found.text) : field
  }
  return (
    <section aria-labelledby="texts">
      <h2 id="texts">{evidence.texts}</h2>
      <p class="hint">{evidence.textsLead}</p>
      {request.parties === null && request.role === 'drafter' && <p class="hint">{evidence.suspects.preview}</p>}
      <Problem problem={open.problem ?? print.problem} />
      <Status>{printed && evidence.printed(printed.sha256)}</Status>
      <Status>{opened ? `${evidence.opened} ${t.view.remaining(minutes)}` : cleared && t.view.cleared}</Status>
      <div class="buttons">
        {opened ? (
          <button type="button" class="secondary" onClick={clear}>
            {t.view.close}
          </button>
        ) : (
          <Button type="button" class="secondary" disabled={open.busy} onClick={() => void open.run()}>
            {evidence.open}
          </Button>
        )}
        {documentsOf(request).map(kind => (
          <Button key={kind} type="button" class="secondary" disabled={print.busy} onClick={() => void print.run(kind)}>
            {evidence.print[kind]}
          </Button>
        ))}
        {printed && (
          <button type="button" class="secondary" onClick={() => save(signatureOf(printed))}>
            {evidence.saveSignature}
          </button>
        )}
      </div>
      {opened?.texts.map(({ field, lang, text, translation, suspects, attachments, delivery, deliveryCode }) => (
        <article key={field}>
          <h3>{labelOf(field)}</h3>
          <MaskedText {...{ text, lang, own }} />
          {suspects && (
            <p class="hint">
              {suspects.length > 0 ? evidence.suspects.listed(suspects.join(', ')) : evidence.suspects.none}
            </p>
          )}
          {translation && (
            <>
              <h4>{evidence.translation}</h4>
              <MaskedText {...translation} own={own} />
            </>
          )}
          {attachments.length > 0 && (
            <ul>
              {attachments.map((file, i) => (
                <li key={`${i} ${file.name}`}>
                  <button type="button" class="link" onClick={() => save(file)}>
                    {t.case.thread.save(file.name)}
                  </button>
                </li>
              ))}
            </ul>
          )}
          <TextDelivery text={{ delivery, deliveryCode }} />
        </article>
      ))}
      {opened && !request.over && <TextsAgain {...{ request, texts: opened.texts, reopen: open.run }} />}
      {opened?.sealed.map(text => (
        <SealedText key={text.itemId} {...{ request, text, name: labelOf(text.field) }} />
      ))}
      {opened && opened.elsewhere.length > 0 && (
        <p class="hint">
          {evidence.elsewhere} {opened.elsewhere.map(labelOf).join(', ')}
        </p>
      )}
    </section>
  )
}

/** Of what was handed over: a list for the defence where it came, a certificate where it was handed over. */
function documentsOf({ role, items }: EvidenceDetail): RequestDocumentKind[] {
  if (items.length === 0) return ['request']
  return ['request', role === 'recipient' ? 'certificate' : 'schedule']
}

const signatureOf = ({ document, signature }: OpenedRequestDocument) => ({
  ...{ name: `${document.name}.asc`, mediaType: 'text/plain', text: signature },
})
