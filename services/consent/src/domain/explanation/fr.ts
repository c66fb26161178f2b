import { CODED } from '@amparo/contracts/words'
import { apart } from './apart.ts'
import type { Texts } from './texts.ts'

export const fr: Texts = {
  title: {
    permit: 'Autorisé : ces données peuvent être transmises à cet organisme',
    denial: 'Refusé : ces données ne peuvent pas être transmises à cet organisme',
  },
  heading: {
    asked: 'Qui a demandé',
    purpose: 'Dans quel but',
    decided: 'Comment cela a été décidé',
    basis: 'Sur quoi cela repose',
    bases: 'Ce qui a été examiné',
    released: 'Ce qui peut être vu',
    withheld: 'Ce qui n’est pas montré',
    next: 'Ce que l’on peut faire maintenant',
  },
  asked: {
    submit: '{sender} a demandé si une personne peut être orientée vers {recipient}.',
    hand_over: '{sender} a demandé si elle peut remettre à {recipient} un fichier sur une personne.',
    package: '{sender} s’apprête à envoyer un paquet sur une personne à {recipient}, dans une autre juridiction.',
    view: '{recipient} a demandé à voir ce que {sender} a envoyé sur une personne.',
    link: '{recipient}, qui n’est pas membre, s’apprête à voir par un lien à usage unique ce que {sender} a envoyé sur une personne.',
    import:
      '{sender} a envoyé un paquet sur une personne à {recipient}, et ce nœud a consulté ses propres règles pour savoir s’il peut être utilisé ici.',
    report: '{recipient} a demandé à lire ce que {sender} a appris sur une personne et communique en retour.',
  },
  forPurpose: {
    stated: '{purpose}.',
    none: 'La finalité n’a pas été précisée, et aucune ne convient.',
    suits:
      'Avec ce protocole, le destinataire peut recevoir ces données pour : {purposes}. Parlez à la personne de celles qu’elle souhaite, et d’aucune autre.',
  },
  permitted: 'Toutes les règles du tableau publié ont été consultées dans leur ordre, et aucune ne s’y oppose.',
  refused: 'Les règles du tableau publié ont été consultées dans leur ordre. Celle-ci a refusé : {because}',
  rule: {
    recipient_unknown: {
      because: 'L’organisme destinataire est inconnu ou suspendu.',
      next: 'Choisissez un autre organisme de l’annuaire.',
    },
    sender_unknown: {
      because: 'L’organisme qui envoie est inconnu ou suspendu.',
      next: 'Adressez-vous à l’administration de l’annuaire du nœud.',
    },
    recipient_accreditation_lapsed: {
      because:
        'L’organisme destinataire a été accrédité pour la dernière fois il y a plus d’un an. Deux autres approuvent chaque organisme tous les ans.',
      next: 'Choisissez un autre organisme, ou faites accréditer celui-ci de nouveau. Ce qu’il a déjà reste chez lui.',
    },
    sender_accreditation_lapsed: {
      because:
        'L’organisme qui envoie a été accrédité pour la dernière fois il y a plus d’un an. Deux autres approuvent chaque organisme tous les ans.',
      next: 'Faites-le accréditer de nouveau, et que la juridiction le déclare. Il continue d’aider les personnes qu’il suit déjà ; qui doit aller ailleurs maintenant est orienté par un autre organisme ; en cas de danger pour la vie, ou pour protéger un enfant, il est encore possible d’orienter.',
    },
    recipient_excluded: {
      because: 'La personne a exclu cet organisme.',
      next: 'Choisissez un autre organisme ou parlez à la personne en privé.',
    },
    migration_enforcement_firewall: {
      because: 'Les données des personnes qui cherchent de l’aide ne vont jamais au contrôle migratoire.',
      next: 'Orientez vers la protection des migrants, ou demandez à l’autorité d’identification un avis de non-éloignement. Le contrôle migratoire lui-même téléphone à l’une des deux, qui oriente : qui envoie une orientation apprend quelle aide est donnée.',
    },
    minor_without_guardian_or_safeguarding: {
      because: 'Un enfant sans tuteur indépendant ne peut être orienté sur la base du consentement.',
      next: 'Utilisez le protocole de protection de l’enfance ; l’autorité de protection est prévenue dans l’heure.',
    },
    guardian_conflict: {
      because: 'Le tuteur indiqué fait peut-être partie du danger.',
      next: 'Utilisez le protocole de protection de l’enfance et ne contactez pas le tuteur.',
    },
    not_a_child: {
      because: 'Cela repose sur la protection de l’enfance, et la personne est adulte.',
      next: 'Demandez à la personne en privé et enregistrez son consentement, ou une autre base qui convient. Si l’âge est incertain, corrigez d’abord le dossier.',
    },
    guardian_of_child_only: {
      because: 'La personne est adulte, et le droit de ce tuteur a pris fin avec l’enfance.',
      next: 'Demandez à la personne. Qui parle pour un adulte montre une décision de justice ou une mesure de protection.',
    },
    state_of_nationality: {
      because: 'Rien ne va à l’État de nationalité avant que la crainte du retour ait été demandée en privé et niée.',
      next: 'Demandez en privé si la personne craint le retour ; n’envoyez jamais avant. Si sa nationalité n’est pas connue, tout autre pays peut être le sien. Si elle cherche protection ou craint le retour, rien n’y va : choisissez un organisme ailleurs. Si elle vient d’un autre pays, demandez à l’organisme qui l’a envoyée.',
    },
    onward_not_permitted: {
      because: 'Ce qui vient d’un autre organisme ne peut être transmis plus loin.',
      next: 'Demandez à l’organisme expéditeur son autorisation enregistrée.',
    },
    no_lawful_basis: {
      because: 'Aucune base légale ne le permet.',
      next: 'Enregistrez un consentement qui nomme cet organisme et cette finalité, ou une autre base légale.',
    },
    consent_withdrawn: {
      because: 'Le consentement a été retiré.',
      next: 'Arrêtez ce qui repose sur lui et parlez à la personne en privé.',
    },
    consent_expired: {
      because: 'Le consentement a expiré.',
      next: 'Demandez de nouveau à la personne et enregistrez un nouveau consentement.',
    },
    jurisdiction_outside_consent: {
      because: 'Le consentement ne nomme personne dans cette juridiction.',
      next: 'Demandez à la personne si cela peut aller dans un autre pays, et enregistrez un nouveau consentement.',
    },
    recipient_outside_consent: {
      because: 'Le consentement ne nomme pas cet organisme.',
      next: 'Demandez à la personne si cet organisme peut savoir, et enregistrez un nouveau consentement.',
    },
    purpose_outside_consent: {
      because: 'Le consentement ne couvre pas cette finalité.',
      next: 'Demandez à la personne si elle accepte cette finalité, et enregistrez un nouveau consentement.',
    },
    action_outside_consent: {
      because: 'La personne n’a pas accepté cette manière de transmettre.',
      next: 'Parlez à la personne des liens et des retours d’information, et enregistrez un nouveau consentement.',
    },
    purpose_outside_mandate: {
      because: 'Cette finalité est hors du mandat de l’organisme destinataire.',
      next: 'Choisissez un organisme dont le mandat couvre la finalité.',
    },
    basis_not_for_recipient: {
      because: 'Ce type d’organisme ne peut recevoir sur cette base.',
      next: 'Demandez le consentement de la personne ou choisissez un autre organisme.',
    },
    signature_missing: {
      because: 'Le consentement n’a pas été donné sous une forme valable.',
      next: 'Recueillez une signature, une empreinte ou une marque sur un pictogramme, ou enregistrez l’accord oral devant témoin.',
    },
    signed_sheet_overdue: {
      because: 'La feuille signée n’est pas arrivée dans les 72 heures.',
      next: 'Redemandez à la personne et enregistrez un nouveau consentement avec sa feuille.',
    },
    signed_sheet_missing: {
      because: 'La feuille signée ou portant l’empreinte manque.',
      next: 'Déposez la feuille et ajoutez-la au consentement ; en urgence, elle peut suivre dans les 72 heures.',
    },
    confirmation_overdue: {
      because: 'Aucune deuxième personne n’a confirmé dans les 24 heures.',
      next: 'Faites réexaminer le dossier ; une nouvelle base doit être confirmée à temps.',
    },
    refusal_not_reviewed: {
      because:
        'La personne a refusé son consentement, et personne d’indépendant n’a examiné la base qui le remplacerait.',
      next: 'Demandez à une personne habilitée d’un autre organisme d’examiner le cas ; rien ne part avant.',
    },
    second_person_first: {
      because:
        'Personne n’a confirmé ce qu’un seul agent de l’organisme avait affirmé pour cette personne, ou un danger en vigueur va à quelqu’un d’autre, et aucune deuxième personne n’a confirmé celui-ci.',
      next: 'Demandez à une deuxième personne de le confirmer maintenant ; rien ne part avant. Si le précédent a expiré, faites-le examiner.',
    },
    no_instrument: {
      because: 'Aucun accord ne permet que ces données passent dans cette juridiction.',
      next: 'Si quelqu’un est en danger, enregistrez un intérêt vital et demandez aux points focaux des deux nœuds d’autoriser ce seul cas. Tout le reste attend que les juridictions déclarent un accord ou une note de réciprocité.',
    },
    protocol_not_for_agency: {
      because: 'Ce protocole n’est pas ouvert à ces organismes.',
      next: 'Choisissez le protocole qui convient à l’expéditeur et au destinataire.',
    },
    nothing_to_disclose: {
      because: 'Rien de ce qui a été convenu ne peut aller à cet organisme pour cette finalité.',
      next: 'Parlez à la personne des données dont cet organisme a besoin, ou choisissez-en un autre.',
    },
  },
  unsaid: {
    because:
      'Les règles ont été consultées dans leur ordre, et l’une a refusé. Laquelle, cela n’est pas dit à qui a demandé.',
    next: 'Demandez à l’organisme qui a orienté la personne vers le vôtre. Si personne ne l’a orientée, ou si les données allaient à cet organisme, demandez à l’audit du nœud.',
  },
  basis: {
    restsOn: '{basis}.',
    record: 'Enregistrement {id}, version {version}.',
    instrument: 'Accord entre les juridictions : {id}.',
  },
  bases: {
    none: 'Rien d’enregistré ne peut le fonder.',
    carried: '{basis} ({id}, version {version}) : aurait pu le fonder.',
    struck: '{basis} ({id}, version {version}) : ne peut pas le fonder. {because}',
  },
  codeNameOnly: 'Un nom de code à la place du nom.',
  nothing: 'Rien.',
  withheld: {
    line: '{category} – {reason}.',
    silently: '{category} – {reason}. Cette absence n’est pas signalée à qui lit.',
    incomplete: 'Ce qui est montré peut être incomplet.',
  },
  reason: {
    outside_consent: 'ne fait pas partie de ce qui a été convenu',
    outside_mandate: 'hors du mandat de l’organisme destinataire',
    outside_purpose: 'pas nécessaire pour cette finalité',
    outside_basis: 'pas couvert par ce type de base légale',
    outside_instrument: 'pas couvert par l’accord entre les juridictions',
    status_stale: 'l’autre pays n’a pas confirmé depuis trop longtemps que son consentement tient toujours',
  },
  apart: apart.fr,
  nextPermitted:
    'Rien de plus n’est nécessaire. La question est posée de nouveau chaque fois avant de montrer quoi que ce soit, et l’autorisation prend fin avec ce sur quoi elle repose.',
  review:
    'Personne ne peut désactiver une règle. Si la décision semble erronée, corrigez ce qui est enregistré ou demandez à votre responsable de la faire réexaminer.',
  named: {
    agency: '{kind} « {name} »',
    unknown: 'Un organisme qui n’est pas dans l’annuaire',
  },
  coded: CODED.fr,
}
