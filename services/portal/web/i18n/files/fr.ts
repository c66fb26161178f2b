import type { FilesTexts } from './texts.ts'

export const fr: FilesTexts = {
  title: 'Fichiers',
  lead: 'Enregistrements, images et documents de toute taille. Ils sont chiffrés dans ce navigateur ; leurs noms n’en sortent pas.',
  kept: 'Gardés par votre organisme',
  sent: 'Remis',
  received: 'Arrivés avec cette orientation',
  none: 'Il n’y en a aucun.',
  choose: 'Joindre un fichier',
  chooseHint: 'Il est lu deux fois, chiffré et envoyé par morceaux. Si la ligne coupe, il reprend où il s’est arrêté.',
  one: (size, when) => `Fichier de ${size}, ${when}`,
  states: {
    uploading: 'Il n’est pas encore entier',
    received: 'Arrivé ; en cours de vérification',
    quarantined: 'On y cherche des logiciels malveillants ; personne ne l’ouvre d’ici là',
    kept: 'Vérifié et gardé',
    refused: 'Refusé ; rien n’en est gardé',
  },
  sentStates: {
    sealing: 'En cours de scellement pour l’autre organisme',
    sent: 'En chemin',
    delivered: 'Remis ; l’autre nœud l’a signé',
    refused: 'Refusé par l’autre nœud',
    expired: 'Il n’a pu être remis à temps',
  },
  receivedStates: {
    coming: 'En chemin',
    arrived: 'Arrivé ; en cours de vérification',
    quarantined: 'On y cherche des logiciels malveillants ; personne ne l’ouvre d’ici là',
    stored: 'Vérifié et gardé',
    refused: 'Refusé ; l’expéditeur a été averti',
  },
  withCode: (state, code) => `${state} : ${code}`,
  codes: {
    file_infected: 'un logiciel malveillant y a été trouvé. N’ouvrez pas l’original ; avertissez l’opérateur du nœud.',
    file_not_scannable: 'il dépasse ce que prend l’outil de recherche. Envoyez-le en plusieurs fois.',
    recipient_unknown: 'l’annuaire n’a pas de certificat de l’autre organisme. Demandez à l’opérateur de votre nœud.',
    request_over:
      'la demande est close : rien de ce qu’elle dit ne part plus. Écrivez à l’autre autorité ce qu’elle doit encore savoir.',
    consent_withdrawn: 'ce sur quoi il reposait a été retiré avant son arrivée. Il ne va pas plus loin.',
    referral_over: 'l’expéditeur a repris l’orientation avant son arrivée. Il ne va pas plus loin.',
    other: 'il n’est pas arrivé tel qu’il fut scellé. Remettez-le encore ; si cela dure, avertissez l’opérateur.',
  },
  phases: {
    reading: 'Lecture pour ses empreintes',
    sending: 'Chiffrement et envoi',
    stopped: 'Arrêté',
    ended: 'Il est entier au nœud, qui le vérifie maintenant.',
  },
  carried: 'Arrivé à l’autre nœud',
  soFar: (done, size, percent) => `${done} sur ${size} (${percent} %)`,
  parts: (here, parts) => `${here} parties sur ${parts} sont arrivées`,
  upload: 'Envoyer au nœud',
  goOn: 'Reprendre l’envoi',
  cancel: 'Annuler l’envoi',
  cancelled: 'L’envoi a été annulé ; il n’en reste rien au nœud.',
  again: 'Choisissez le même fichier pour reprendre',
  againHint:
    'Dans le navigateur où il a commencé, par qui l’a commencé. Il reprend où il s’est arrêté ; après sept jours il disparaît.',
  handOver: agency => `Remettre à ${agency}`,
  handedOver: 'Le fichier est remis, et en chemin.',
  incriminating: {
    label: 'La police et le parquet le reçoivent entier : qu’est-ce qui pourrait y être retenu contre la personne ?',
    nothing: 'Rien : quelqu’un l’a regardé',
    agreed: 'La personne a accepté après avoir été conseillée, et le consentement le dit',
  },
  download: 'Télécharger',
  downloading: 'Récupération et vérification',
  downloaded:
    'Il est vérifié, et enregistré où votre navigateur met les fichiers. Là il est en clair : gardez-le en lieu sûr.',
  needsAssignment: 'Prenez l’orientation en charge pour ouvrir ses fichiers.',
  custody: 'Chaîne de possession',
  hideCustody: 'Fermer la chaîne de possession',
  sheet: {
    title: 'Chaîne de possession',
    print: 'Imprimer la feuille',
    file: 'Élément',
    mediaType: 'Type de fichier',
    size: 'Taille',
    bytes: count => `${count} octets`,
    scanned: 'Logiciels malveillants',
    wasScanned: { true: 'Recherchés ; rien n’a été trouvé', false: 'Non recherchés : ce nœud n’a pas d’outil' },
    when: 'Quand',
    act: 'Ce qui s’est passé',
    after: 'Au registre de la demande',
    acts: {
      taken_in: 'Pris en charge',
      handed_over: 'Remis',
      received: 'Reçu',
      returned: 'Restitué',
      destroyed: 'Détruit',
      held_again: 'Toujours détenu',
      came_back: 'Revenu',
    },
    by: 'Par',
    to: 'À',
    signedWith: 'Clé de la signature',
    timestamp: 'Horodatage',
    stamped: { true: 'Oui (RFC 3161)', false: 'Aucun' },
    saidBy: 'Telle que ce nœud la garde. Les signatures se vérifient hors ligne avec amparo-open.',
  },
  receipts: {
    title: 'Accusés de réception',
    lead: 'Ce que les deux nœuds ont signé sur ce qui a été envoyé. Enregistrés, ils se vérifient sans ce système.',
    none: 'Rien n’a encore été déclaré.',
    look: 'Afficher les accusés',
    save: 'Enregistrer les accusés',
    line: (what, kind, hub) => `${what} : ${kind} (signé par ${hub})`,
    overtaken: 'ne vaut plus : l’autre nœud avait répondu',
    carried: {
      package: 'Les données de la personne',
      message: 'Message écrit',
      file: 'Fichier',
      request: 'Étapes de la demande',
    },
    refusals: {
      request_sender_suspended:
        'ce nœud a suspendu l’autorité centrale qui l’envoie. Demandez à l’opérateur de votre nœud ce que sa juridiction a déclaré ; une fois la suspension levée, renvoyez-la.',
      request_not_admitted:
        'selon l’annuaire de l’autre nœud, aucun traité n’est en vigueur pour cela, ou une autorité centrale y est inconnue. Que les deux juridictions comparent leurs annuaires ; renvoyez-la ensuite.',
      request_terms_differ:
        'les deux nœuds n’ont pas la même version du traité, du formulaire ou du protocole. Que les deux opérateurs les mettent à la même version ; renvoyez-la ensuite.',
      request_incomplete:
        'l’autre nœud dit qu’il manque à la demande ce que son traité exige. Que l’opérateur de votre nœud vérifie sa version ; renvoyez-la ensuite.',
      request_unlawful:
        'ce qui est dit de la demande n’y suit pas le protocole. Que les opérateurs des deux nœuds l’examinent ; renvoyez-la ensuite, ou retirez-la.',
      request_text_unknown:
        'la demande à laquelle il appartient n’y est pas, ou ne le nomme pas. Envoyez d’abord la demande, puis de nouveau ses textes.',
      edge_message_expired:
        'il y est arrivé trop tard, ou avec une heure impossible. Que les opérateurs comparent les horloges des deux nœuds ; renvoyez-le ensuite.',
      peer_unknown:
        'il n’y a pas de voie vers ce nœud. Demandez aux opérateurs des deux nœuds de les relier ; renvoyez-le ensuite.',
      too_large:
        'il est plus grand que ce qui peut être envoyé. Écrivez-le plus court, ou avec moins de pièces jointes.',
      recipient_unknown:
        'l’annuaire n’a pas de certificat de l’autre organisme. Demandez à l’opérateur de votre nœud ; renvoyez-le ensuite.',
      consent_withdrawn: 'ce sur quoi il reposait a été retiré en chemin. Il ne va pas plus loin.',
      referral_over: 'l’orientation a été reprise en chemin. Il ne va pas plus loin.',
      subject_erased: 'la personne a été effacée en chemin. Il ne va pas plus loin.',
      request_suspects_differ:
        'le texte a été masqué selon d’autres suspects que ceux de la demande, et rien n’en est parti. Retirez-la et écrivez ce texte de nouveau dans un autre brouillon.',
      request_over:
        'la demande est close ou a été retirée : rien de ce qu’elle dit ne part plus. Ce qui est écrit à son sujet peut être renvoyé.',
      no_instrument:
        'aucun traité pour cela n’est en vigueur entre les deux nœuds. Que les juridictions l’examinent ; renvoyez-le ensuite.',
      state_of_nationality:
        'il ne dit rien des victimes et de cet État, ou ne peut y aller. Demandez en privé à chacune si elle le craint ; faites ensuite une nouvelle demande, ou récrivez-le.',
      referral_unreadable:
        'l’autre nœud n’a pas pu lire de quelle sorte d’orientation il s’agit. Que les deux opérateurs mettent leurs nœuds à la même version ; renvoyez-la ensuite.',
      message_malformed:
        'l’autre nœud n’a pas pu le lire. Récrivez-le, et ce que dit la demande elle-même dans une nouvelle demande ; s’il est encore refusé, prévenez l’opérateur de votre nœud.',
      recipient_accreditation_lapsed:
        'l’organisme auquel il était destiné n’est plus accrédité. Une fois qu’il l’est de nouveau, renvoyez-le.',
      sender_accreditation_lapsed:
        'l’organisme qui l’envoie n’est plus accrédité. Faites-le accréditer de nouveau par deux autres organismes ; renvoyez-le ensuite.',
      sender_suspended:
        'ce nœud a suspendu l’organisme qui l’envoie, ou ne le nomme pas. Demandez à l’opérateur de votre nœud ce que sa juridiction a déclaré.',
      sender_unknown:
        'l’annuaire ne connaît pas l’organisme qui l’envoie, ou l’a suspendu. Demandez à l’opérateur de votre nœud ; renvoyez-le ensuite.',
      purpose_outside_mandate:
        'l’un des deux organismes est d’un type qui ne peut ni l’envoyer ni le recevoir. Que l’opérateur de votre nœud vérifie l’annuaire ; renvoyez-le ensuite.',
      keys: 'une clé pour laquelle il a été scellé, ou qui l’a signé, n’y compte pas. Il repart de lui-même quand la nouvelle clé est là ; sinon, prévenez l’opérateur de votre nœud et renvoyez-le.',
    },
    otherRefusal: code =>
      `le code du refus est ${code}. Donnez-le à l’opérateur de votre nœud ; une fois réglé, renvoyez-le.`,
  },
}
