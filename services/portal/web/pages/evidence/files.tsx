import type { EvidenceDetail, RequestFilesView, RequestFileView } from '@amparo/client'
import { useState } from 'preact/hooks'
import { useSignedIn, useWords } from '../../app/context.ts'
import { useAction } from '../../app/use-action.ts'
import { useKeys } from '../../app/use-keys.ts'
import { useTold } from '../../app/use-told.ts'
import { useUpload } from '../../app/use-upload.ts'
import { folderFrom } from '../../case/save-file.ts'
import { sizeIn } from '../../files/sizes.ts'
import { Button } from '../../ui/button.tsx'
import { Status } from '../../ui/page.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SealedItem } from '../../ui/sealed-item.tsx'
import { AttachFile } from '../referral/files/attach-file.tsx'
import { codeIn } from '../referral/files/code-in.ts'
import { CustodySheet } from '../referral/files/custody-sheet.tsx'
import { Interrupted } from '../referral/files/interrupted.tsx'
import { OpenFile } from '../referral/files/open-file.tsx'
import { SentState } from '../referral/files/sent-state.tsx'
import { type Use, UseSelect } from '../referral/use-field.tsx'
import { goneLines } from './gone-steps.ts'
import { filesIn } from './item-codes.ts'
import { useCode } from './said.ts'
import type { RequestFilesNow } from './use-request-files.ts'
import { shortOf } from './use-step.ts'

interface Props {
  readonly request: EvidenceDetail
  readonly files: RequestFilesNow
}

/** Files of any size: annexes of what is asked, and what was obtained. Their names are nowhere. */
export function RequestFiles({ request, files: { view, problem, reload } }: Props) {
  const { t, moment } = useWords()
  const { requestUploads: uploads } = useSignedIn()
  const says = t.evidence.files
  const [said, tell] = useTold()
  const upload = useUpload(uploads, request.id)
  const { id, role, status } = request
  const mayAdd = role === 'recipient' || (role === 'drafter' && (status === 'draft' || status === 'returned'))
  const done = (what: string) => {
    tell(what)
    return reload()
  }
  const shown = view?.files.filter(({ fileId }) => fileId !== upload?.fileId || upload.phase === 'ended') ?? []
  const coming = view?.coming.filter(({ state, sealedTo }) => state !== 'stored' || sealedTo !== null) ?? []
  if (!mayAdd && shown.length + coming.length === 0 && problem === undefined) return null
  return (
    <section aria-labelledby="request-files">
      <h2 id="request-files">{says.title}</h2>
      <p class="hint">{role === 'recipient' ? says.leadAnswer : says.lead}</p>
      <Problem problem={problem} />
      <Status told={said} />
      {mayAdd && <AttachFile {...{ id, uploads, done }} owner={id} />}
      <ul class="files">
        {shown.map(file => (
          <OneFile
            key={file.fileId}
            {...{ request, file, done }}
            sent={view?.sent.findLast(one => one.fileId === file.fileId)}
          />
        ))}
        {coming.map(({ deliveryId, item, state, code, parts, here, announcedAt, sealedTo }) => (
          <li key={deliveryId}>
            <p>
              <strong>{says.comes(moment(announcedAt))}</strong>{' '}
              {item !== null && <span class="hint">{t.evidence.uses.item(shortOf(item))}</span>}
              <br />
              {code === null
                ? t.files.receivedStates[state]
                : t.files.withCode(t.files.receivedStates[state], codeIn(t.files, code))}
            </p>
            {state === 'coming' && <p>{t.files.parts(here, parts)}</p>}
            {sealedTo !== null && (
              <SealedFile {...{ requestId: id, deliveryId, sealedTo }} name={says.comes(moment(announcedAt))} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

interface Sealed {
  readonly requestId: string
  readonly deliveryId: string
  readonly sealedTo: string
  readonly name: string
}

function SealedFile({ requestId, deliveryId, sealedTo, name }: Sealed) {
  const { t } = useWords()
  const { client } = useSignedIn()
  const [use, setUse] = useState<Use>('as-requested')
  return (
    <>
      <UseSelect {...{ id: `use-${deliveryId}`, hint: t.evidence.files.useHint, use, change: setUse }} />
      <SealedItem
        {...{ id: deliveryId, name, sealedTo, notice: t.sealed.file }}
        fetch={folderFrom(from => client.sealedRequestItem(requestId, deliveryId, { ...from, use }))}
      />
    </>
  )
}

interface One {
  readonly request: EvidenceDetail
  readonly file: RequestFileView
  readonly sent: RequestFilesView['sent'][number] | undefined
  done(what: string): Promise<void>
}

/** Handed over once; anew only if it was refused. */
const AGAIN: readonly string[] = ['refused', 'expired']

function OneFile({ request, file, sent, done }: One) {
  const words = useWords()
  const { t, language, moment } = words
  const { client, requestUploads: uploads, agencies, may } = useSignedIn()
  const word = useCode(request)
  const says = t.evidence.files
  const { id, role, parties } = request
  const { fileId, item, state, size, begunAt, came, sha256, gone } = file
  const [use, setUse] = useState<Use>('as-requested')
  const name = t.files.one(sizeIn(language, size), moment(begunAt))
  const annex = filesIn(request.answers['annexes']).find(one => one.item === item)
  const obtained = request.items.find(one => one.item === item)
  const named = annex ?? obtained
  const { once } = useKeys()
  const handOver = useAction(async () => {
    await once(fileId, key => client.requestFiles.handOver(fileId, id, key))
    await done(t.files.handedOver)
  })
  const other = role === 'sender' ? parties?.recipient : role === 'recipient' ? parties?.sender : undefined
  const isOurs = role === 'sender' ? annex !== undefined : obtained !== undefined
  // An annex goes with what is asked: not once that is over.
  const isOpen = role === 'recipient' || !request.over
  const isToGo = !came && isOurs && isOpen && (sent === undefined || AGAIN.includes(sent.state))
  const stateText = state === 'arriving' ? t.files.receivedStates.arrived : t.files.states[state]
  return (
    <li>
      <p>
        <strong>{name}</strong> {named && <span class="hint">{t.evidence.uses.item(shortOf(item))}</span>}
        <br />
        {came ? says.came : stateText}
      </p>
      {named ? (
        <p>{[named.kind, named.handling, named.source, named.information].map(word).join(' · ')}</p>
      ) : (
        state === 'kept' && <p class="hint">{role === 'recipient' ? says.notHandedOver : says.notNamed}</p>
      )}
      {sent && <SentState delivery={sent} />}
      <Problem problem={handOver.problem} />
      {state === 'uploading' && <Interrupted {...{ uploads, file, name, done }} referralId={id} />}
      {state === 'kept' && other && isToGo && may('evidence:decide') && (
        <div class="buttons">
          <Button
            type="button"
            disabled={handOver.busy}
            aria-label={`${t.files.handOver(agencies.name(other.agencyId))}${t.app.colon}${name}`}
            onClick={() => void handOver.run()}
          >
            {t.files.handOver(agencies.name(other.agencyId))}
          </Button>
        </div>
      )}
      {gone && sha256 !== null && (
        <CustodySheet
          id={`custody-${fileId}`}
          file={{ ...gone, fileId, sha256 }}
          after={obtained && goneLines(request, obtained, words)}
        />
      )}
      {state === 'kept' && !gone && (
        <>
          {came && <UseSelect {...{ id: `use-${fileId}`, hint: says.useHint, use, change: setUse }} />}
          <OpenFile
            {...{ fileId, name }}
            contents={client.requestFiles}
            open={() => client.requestFiles.open(id, fileId, came ? use : undefined)}
            look={() => client.requestFiles.open(id, fileId)}
            after={
              obtained && [
                t.evidence.uses.handedOver(moment(obtained.handedOverAt)),
                ...goneLines(request, obtained, words),
              ]
            }
          />
        </>
      )}
    </li>
  )
}
