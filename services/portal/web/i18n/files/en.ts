import type { FilesTexts } from './texts.ts'

export const en: FilesTexts = {
  title: 'Files',
  lead: 'Recordings, pictures and documents of any size. They are encrypted in this browser; names of files do not leave it.',
  kept: 'Kept by your agency',
  sent: 'Handed over',
  received: 'Came with this referral',
  none: 'There is none.',
  choose: 'Attach a file',
  chooseHint: 'It is read twice, encrypted and sent piece by piece. If the line breaks, it goes on where it stopped.',
  one: (size, when) => `File of ${size}, ${when}`,
  states: {
    uploading: 'Not all of it is here',
    received: 'Here; being verified',
    quarantined: 'Being looked at for malware; nobody opens it until then',
    kept: 'Verified and kept',
    refused: 'Refused; nothing of it is kept',
  },
  sentStates: {
    sealing: 'Being sealed for the other agency',
    sent: 'On its way',
    delivered: 'Delivered; the other hub has signed that',
    refused: 'Refused by the other hub',
    expired: 'It could not be delivered in time',
  },
  receivedStates: {
    coming: 'On its way',
    arrived: 'Here; being verified',
    quarantined: 'Being looked at for malware; nobody opens it until then',
    stored: 'Verified and kept',
    refused: 'Refused; the sender was told',
  },
  withCode: (state, code) => `${state}: ${code}`,
  codes: {
    file_infected: 'malware was found. Do not open the original; tell the operator of your hub.',
    file_not_scannable: 'it is larger than the scanner takes. Send it in parts.',
    recipient_unknown: 'the directory has no certificate of the other agency. Ask the operator of your hub.',
    request_over:
      'the request is over: nothing of what it says goes any more. Write to the other authority what it still has to know.',
    consent_withdrawn: 'what it rested on was taken back before it was there. It goes no further.',
    referral_over: 'its sender took the referral back before it was there. It goes no further.',
    other: 'it did not arrive as it was sealed. Hand it over again; if it stays so, tell the operator of your hub.',
  },
  phases: {
    reading: 'Being read for its hashes',
    sending: 'Being encrypted and sent',
    stopped: 'Stopped',
    ended: 'All of it is at the hub, which verifies it now.',
  },
  carried: 'Arrived at the other hub',
  soFar: (done, size, percent) => `${done} of ${size} (${percent} %)`,
  parts: (here, parts) => `${here} of ${parts} parts are here`,
  upload: 'Upload',
  goOn: 'Go on with the upload',
  cancel: 'Cancel the upload',
  cancelled: 'The upload was cancelled; nothing of it stays at the hub.',
  again: 'Choose the same file to go on',
  againHint:
    'At the browser where it began, by whoever began it. It goes on where it stopped; after seven days it is gone.',
  handOver: agency => `Hand over to ${agency}`,
  handedOver: 'The file is handed over, and on its way.',
  incriminating: {
    label: 'Police and prosecution get it whole: what in it could be held against the person?',
    nothing: 'Nothing: somebody has looked',
    agreed: 'The person agreed after advice, and the consent says so',
  },
  download: 'Download',
  downloading: 'Being fetched and verified',
  downloaded: 'It is verified, and saved where your browser saves files. There it is in clear: keep it safe.',
  needsAssignment: 'Take the referral over to open its files.',
  custody: 'Chain of custody',
  hideCustody: 'Close the chain of custody',
  sheet: {
    title: 'Chain of custody',
    print: 'Print the sheet',
    file: 'Item',
    mediaType: 'Kind',
    size: 'Size',
    bytes: count => `${count} bytes`,
    scanned: 'Malware',
    wasScanned: { true: 'Looked at; nothing was found', false: 'Not looked at: this hub has no scanner' },
    when: 'When',
    act: 'What happened',
    after: 'In the log of the request',
    acts: {
      taken_in: 'Taken in',
      handed_over: 'Handed over',
      received: 'Received',
      returned: 'Returned',
      destroyed: 'Destroyed',
      held_again: 'Held all the same',
      came_back: 'Came back',
    },
    by: 'By',
    to: 'To',
    signedWith: 'Key of the signature',
    timestamp: 'Timestamp',
    stamped: { true: 'Yes (RFC 3161)', false: 'None' },
    saidBy: 'As this hub keeps it. The signatures are verified offline with amparo-open.',
  },
  receipts: {
    title: 'Receipts',
    lead: 'What both hubs signed about what was sent. Saved, they can be verified without this system.',
    none: 'Nothing has been stated yet.',
    look: 'Show receipts',
    save: 'Save receipts',
    line: (what, kind, hub) => `${what}: ${kind} (signed by ${hub})`,
    overtaken: 'stands no more: the other hub had answered',
    carried: {
      package: 'The person’s data',
      message: 'Message',
      file: 'File',
      request: 'Steps of the request',
    },
    refusals: {
      request_sender_suspended:
        'that hub has suspended the central authority that sends it. Ask the operator of your hub what its jurisdiction has stated; once the suspension is lifted, send it again.',
      request_not_admitted:
        'by the directory of the other hub no treaty for it is in force, or a central authority is unknown there. Have both jurisdictions compare their directories; then send it again.',
      request_terms_differ:
        'the two hubs do not have the same version of the treaty, the form or the protocol. Have both operators bring them to the same version; then send it again.',
      request_incomplete:
        'the other hub says that the request lacks what its treaty asks. Have the operator of your hub look at its version; then send it again.',
      request_unlawful:
        'what is said of the request does not go by the protocol there. Have the operators of both hubs look at it; then send it again, or withdraw it.',
      request_text_unknown:
        'the request to which it belongs is not there, or does not name it. Send the request first, then its texts again.',
      edge_message_expired:
        'it came too late there, or with a time that cannot be. Have the operators compare the clocks of both hubs; then send it again.',
      peer_unknown: 'there is no way to that hub. Ask the operators of both hubs to connect them; then send it again.',
      too_large: 'it is larger than may be sent. Write it shorter, or with fewer attachments.',
      recipient_unknown:
        'the directory has no certificate of the other agency. Ask the operator of your hub; then send it again.',
      consent_withdrawn: 'what it rested on was taken back while it was on its way. It goes no further.',
      referral_over: 'the referral was taken back while it was on its way. It goes no further.',
      subject_erased: 'the person was erased while it was on its way. It goes no further.',
      request_suspects_differ:
        'the text was masked by other suspects than the request lists, and nothing of it left. Withdraw the request and write that text anew in another draft.',
      request_over:
        'the request is over, or was taken back: nothing of what it says goes any more. What is written about it can be sent again.',
      no_instrument:
        'no treaty for it is in force between the two hubs. Have the jurisdictions look at it; then send it again.',
      state_of_nationality:
        'it says nothing of the victims in it and that state, or may not go there. Ask each in private whether they fear it; then make a new request, or write it anew.',
      referral_unreadable:
        'the other hub could not read what kind of referral it is. Have both operators bring their hubs to the same version; then send it again.',
      message_malformed:
        'the other hub could not read it. Write it anew, and what the request itself says in a new request; if that is refused too, tell the operator of your hub.',
      recipient_accreditation_lapsed:
        'the agency that it was to go to is not accredited any more. Once it was accredited again, send it again.',
      sender_accreditation_lapsed:
        'the agency that sends it is not accredited any more. Have it accredited again by two institutions; then send it again.',
      sender_suspended:
        'that hub has suspended the agency that sends it, or does not name it. Ask the operator of your hub what its jurisdiction has stated.',
      sender_unknown:
        'the directory does not know the agency that sends it, or has suspended it. Ask the operator of your hub; then send it again.',
      purpose_outside_mandate:
        'one of the two agencies is of a kind that may not send or receive it. Have the operator of your hub look at the directory; then send it again.',
      keys: 'a key that it was sealed to or signed with does not count there. It goes again by itself once the new key is there; else tell the operator of your hub, and send it again.',
    },
    otherRefusal: code =>
      `the code of the refusal is ${code}. Tell the operator of your hub this code; once that is mended, send it again.`,
  },
}
