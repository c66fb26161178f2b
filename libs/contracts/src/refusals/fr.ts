import type { Problems } from './problems.ts'

export const fr: Problems = {
  recipient_unknown: {
    title: 'L’organisme destinataire est inconnu ou suspendu',
    next: 'Choisissez un autre organisme de l’annuaire.',
  },
  sender_unknown: {
    title: 'Votre organisme est inconnu ou suspendu',
    next: 'Adressez-vous à l’administration de l’annuaire de votre nœud.',
  },
  recipient_accreditation_lapsed: {
    title: 'L’accréditation de l’organisme destinataire a expiré',
    next: 'Choisissez un autre organisme, ou faites accréditer celui-ci de nouveau : deux autres organismes l’approuvent chaque année, et la juridiction le déclare. Ce qu’il a déjà reste chez lui.',
  },
  sender_accreditation_lapsed: {
    title: 'L’accréditation de votre organisme a expiré',
    next: 'Faites-le accréditer de nouveau : deux autres organismes l’approuvent chaque année, et la juridiction le déclare. Vous continuez d’aider les personnes que vous suivez déjà ; qui doit aller ailleurs maintenant est orienté par un autre organisme ; en cas de danger pour la vie, ou pour protéger un enfant, il est encore possible d’orienter.',
  },
  recipient_excluded: {
    title: 'La personne a exclu cet organisme',
    next: 'Choisissez un autre organisme ou parlez à la personne en privé.',
  },
  migration_enforcement_firewall: {
    title: 'Les données des personnes qui cherchent de l’aide ne vont jamais au contrôle migratoire',
    next: 'Orientez vers la protection des migrants, ou demandez à l’autorité d’identification un avis de non-éloignement. Le contrôle migratoire lui-même téléphone à l’une des deux, qui oriente : qui envoie une orientation apprend quelle aide est donnée.',
  },
  minor_without_guardian_or_safeguarding: {
    title: 'Un enfant sans tuteur indépendant ne peut être orienté sur la base du consentement',
    next: 'Utilisez le protocole de protection de l’enfance ; l’autorité de protection est prévenue dans l’heure.',
  },
  guardian_conflict: {
    title: 'Le tuteur indiqué fait peut-être partie du danger',
    next: 'Utilisez le protocole de protection de l’enfance et ne contactez pas le tuteur.',
  },
  not_a_child: {
    title: 'La protection de l’enfance concerne les enfants, et la personne est adulte',
    next: 'Demandez à la personne en privé et enregistrez son consentement, ou une autre base qui convient. Si l’âge est incertain, corrigez d’abord le dossier.',
  },
  guardian_of_child_only: {
    title: 'La personne est adulte, et le droit de ce tuteur a pris fin avec l’enfance',
    next: 'Demandez à la personne. Qui parle pour un adulte montre une décision de justice ou une mesure de protection.',
  },
  state_of_nationality: {
    title: 'Rien ne va à l’État de nationalité avant que la crainte du retour ait été demandée en privé et niée',
    next: 'Demandez en privé si la personne craint le retour ; n’envoyez jamais avant. Si sa nationalité n’est pas connue, tout autre pays peut être le sien. Si elle cherche protection ou craint le retour, rien n’y va : choisissez un organisme ailleurs. Si elle vient d’un autre pays, demandez à l’organisme qui l’a envoyée.',
  },
  onward_not_permitted: {
    title: 'Ce qui vient d’un autre organisme ne peut être transmis plus loin',
    next: 'Demandez à l’organisme expéditeur son autorisation enregistrée.',
  },
  no_lawful_basis: {
    title: 'Aucune base légale ne le permet',
    next: 'Enregistrez un consentement qui nomme cet organisme et cette finalité, ou une autre base légale.',
  },
  consent_withdrawn: {
    title: 'Le consentement a été retiré',
    next: 'Arrêtez ce qui repose sur lui et parlez à la personne en privé.',
  },
  consent_expired: {
    title: 'Le consentement a expiré',
    next: 'Demandez de nouveau à la personne et enregistrez un nouveau consentement.',
  },
  jurisdiction_outside_consent: {
    title: 'Le consentement ne nomme personne dans cette juridiction',
    next: 'Demandez à la personne si cela peut aller dans un autre pays, et enregistrez un nouveau consentement.',
  },
  recipient_outside_consent: {
    title: 'Le consentement ne nomme pas cet organisme',
    next: 'Demandez à la personne si cet organisme peut savoir, et enregistrez un nouveau consentement.',
  },
  purpose_outside_consent: {
    title: 'Le consentement ne couvre pas cette finalité',
    next: 'Demandez à la personne si elle accepte cette finalité, et enregistrez un nouveau consentement.',
  },
  action_outside_consent: {
    title: 'La personne n’a pas accepté cette manière de transmettre',
    next: 'Parlez à la personne des liens et des retours d’information, et enregistrez un nouveau consentement.',
  },
  purpose_outside_mandate: {
    title: 'Cette finalité est hors du mandat de l’organisme destinataire',
    next: 'Choisissez un organisme dont le mandat couvre la finalité.',
  },
  basis_not_for_recipient: {
    title: 'Ce type d’organisme ne peut recevoir sur cette base',
    next: 'Demandez le consentement de la personne ou choisissez un autre organisme.',
  },
  language_not_understood: {
    title: 'Le consentement a été expliqué dans une langue que la personne ne parle pas',
    next: 'Expliquez-le de nouveau dans une langue de la personne ou avec un interprète.',
  },
  comprehension_not_checked: {
    title: 'Il n’a pas été vérifié que la personne a compris',
    next: 'Demandez à la personne de dire avec ses mots ce qui va se passer, puis enregistrez-le.',
  },
  signature_missing: {
    title: 'Le consentement n’a pas été donné sous une forme valable',
    next: 'Recueillez une signature, une empreinte ou une marque sur un pictogramme, ou enregistrez l’accord oral devant témoin.',
  },
  signed_sheet_overdue: {
    title: 'La feuille signée n’est pas arrivée dans les 72 heures',
    next: 'Redemandez à la personne et enregistrez un nouveau consentement avec sa feuille ; il peut remplacer celui-ci.',
  },
  signed_sheet_missing: {
    title: 'La feuille signée ou portant l’empreinte manque',
    next: 'Déposez la feuille ; en urgence, elle peut suivre dans les 72 heures, et jusque-là le consentement ne vaut que pour les urgences.',
  },
  signed_sheet_unknown: {
    title: 'Cette feuille n’est pas conservée pour cette personne',
    next: 'Déposez d’abord la feuille signée de cette personne, puis réessayez.',
  },
  signed_sheet_not_awaited: {
    title: 'Ce consentement n’attend aucune feuille : elle est là, ou il n’en faut pas',
    next: 'Il n’y a rien d’autre à faire.',
  },
  sheet_unfit: {
    title: 'Ce n’est ni une photo ni un PDF que l’on puisse conserver',
    next: 'Déposez la feuille en JPEG, PNG ou PDF lisible ; celle-ci n’a pas été conservée.',
  },
  sheet_too_large: {
    title: 'La feuille est trop lourde',
    next: 'Déposez 700 ko au plus : une photo moins fine ou une numérisation en gris. Celle-ci n’a pas été conservée.',
  },
  sheet_of_another: {
    title: 'Ce fichier est la feuille signée d’une autre personne',
    next: 'Chaque personne signe sa propre feuille : envoyez celle que cette personne a signée. Si c’est bien elle, enregistrée auparavant sur une autre page, photographiez de nouveau la feuille. La feuille n’a pas été conservée.',
  },
  justification_missing: {
    title: 'Une base autre que le consentement doit être justifiée',
    next: 'Indiquez le motif, l’autorité et l’étendue.',
  },
  confirmation_overdue: {
    title: 'Aucune deuxième personne n’a confirmé dans les 24 heures',
    next: 'Faites réexaminer le dossier ; une nouvelle base doit être confirmée à temps.',
  },
  no_instrument: {
    title: 'Aucun accord ne permet que ces données passent dans cette juridiction',
    next: 'Si quelqu’un est en danger, enregistrez un intérêt vital et demandez aux points focaux des deux nœuds d’autoriser ce seul cas. Tout le reste attend que les juridictions déclarent un accord ou une note de réciprocité.',
  },
  protocol_not_for_agency: {
    title: 'Ce protocole n’est pas ouvert à ces organismes',
    next: 'Choisissez le protocole qui convient à l’expéditeur et au destinataire.',
  },
  nothing_to_disclose: {
    title: 'Rien de ce qui a été convenu ne peut aller à cet organisme pour cette finalité',
    next: 'Parlez à la personne des données dont cet organisme a besoin, ou choisissez-en un autre.',
  },
  disclosure_refused: {
    title: 'Cela ne peut être communiqué, et la raison n’est pas dite ici',
    next: 'Demandez à l’organisme qui a orienté la personne vers le vôtre. Si personne ne l’a orientée, ou si les données allaient à cet organisme, demandez à l’audit du nœud.',
  },
  unauthenticated: { title: 'Il faut se connecter', next: 'Connectez-vous et réessayez.' },
  not_found: {
    title: 'Il n’y a rien ici pour vous',
    next: 'Vérifiez l’adresse ou demandez à l’organisme qui vous l’a envoyée.',
  },
  step_up_required: {
    title: 'Ceci exige une connexion récente',
    next: 'Connectez-vous de nouveau avec votre second facteur, puis répétez.',
  },
  request_invalid: {
    title: 'Le formulaire n’est pas complet',
    next: 'Corrigez les données signalées et envoyez de nouveau.',
  },
  unknown_code: { title: 'Un code n’est pas dans sa liste', next: 'Choisissez-en un dans la liste.' },
  url_malformed: {
    title: 'L’adresse ne peut pas être lue',
    next: 'Corrigez l’adresse.',
  },
  body_unreadable: {
    title: 'Ce qui a été envoyé ne peut pas être lu',
    next: 'Envoyez un seul document JSON en UTF-8.',
  },
  media_type_unsupported: {
    title: 'Ce qui a été envoyé est d’un type inconnu',
    next: 'Envoyez application/json.',
  },
  idempotency_key_required: {
    title: 'La requête n’a pas d’Idempotency-Key utilisable',
    next: 'Envoyez une nouvelle clé de 1 à 200 caractères ASCII visibles, et la même quand vous répétez la requête.',
  },
  message_too_large: {
    title: 'Le message est trop grand pour être transmis',
    next: 'Envoyez-en moins à la fois.',
  },
  upload_offset_differs: {
    title: 'L’envoi ne continue pas à partir de là',
    next: 'Demandez combien est arrivé, et continuez à partir de là.',
  },
  body_too_large: { title: 'C’est trop pour un seul envoi', next: 'Raccourcissez le récit et envoyez de nouveau.' },
  idempotency_key_reused: {
    title: 'La demande a changé pendant l’envoi',
    next: 'Envoyez de nouveau ; rien n’est fait en double.',
  },
  rate_limited: { title: 'Trop de demandes', next: 'Attendez un instant, puis réessayez.' },
  request_timed_out: {
    title: 'La demande n’est pas arrivée entière à temps',
    next: 'Envoyez de nouveau, ou moins à la fois ; rien n’est fait en double.',
  },
  service_unavailable: {
    title: 'Une autre partie du nœud ne répond pas pour le moment',
    next: 'Réessayez dans un instant.',
  },
  upstream_unavailable: {
    title: 'Cette partie du nœud ne répond pas pour le moment',
    next: 'Réessayez dans un instant ; rien de ce que vous avez saisi n’est perdu.',
  },
  database_unavailable: {
    title: 'Les données sont inaccessibles pour le moment',
    next: 'Réessayez dans un instant.',
  },
  sign_in_unavailable: {
    title: 'La connexion ne peut être vérifiée pour le moment',
    next: 'Réessayez dans un instant.',
  },
  alert_not_there_yet: {
    title: 'Quelqu’un a poursuivi cette alerte, ou une autre étape vient avant',
    next: 'Relisez l’alerte, puis décidez.',
  },
  alert_has_nobody_to_ask: {
    title: 'Cette alerte ne concerne personne d’un organisme de ce nœud',
    next: 'Examinez-la vous-même, ou écrivez à l’audit de l’autre nœud.',
  },
  alert_about_oneself: {
    title: 'Personne ne clôt une alerte qui le concerne',
    next: 'Laissez-la ouverte : une autre personne de l’audit la clôt, et interroge votre supervision.',
  },
  register_kind_unknown: {
    title: 'Ce registre n’a ni cette sorte ni cette étape',
    next: 'Choisissez l’une de celles que nomme le nœud.',
  },
  register_known_ahead: {
    title: 'À cette heure, personne ne le sait encore',
    next: 'Indiquez depuis quand on le sait.',
  },
  register_closed: {
    title: 'Cette ligne est close',
    next: 'Ouvrez-en une autre.',
  },
  register_clock_runs: {
    title: 'Quelque chose reste dû',
    next: 'Franchissez d’abord les étapes qui arrêtent ses délais, ou celles qui disent pourquoi elles sont inutiles.',
  },
  register_moved_on: {
    title: 'Quelqu’un a poursuivi cette ligne',
    next: 'Relisez-la, puis décidez.',
  },
  certification_post_unknown: {
    title: 'Ce compte n’est pas parmi ceux à certifier',
    next: 'Relisez la certification : elle nomme les comptes qui existaient au début du trimestre.',
  },
  certification_posts_first: {
    title: 'Chaque compte de cet organisme est certifié séparément',
    next: 'Attendez sa supervision, ou dites vous-même si les comptes restants sont nécessaires.',
  },
  certification_of_oneself: {
    title: 'Personne ne certifie son propre compte',
    next: 'Demandez à une autre personne de la supervision de l’organisme, ou à l’audit, de dire s’il est nécessaire.',
  },
  certification_post_decided: {
    title: 'Quelqu’un l’a déjà dit de ce compte',
    next: 'Relisez-la ; ce qui a été dit reste.',
  },
  sample_too_early: {
    title: 'Ce mois n’est pas terminé',
    next: 'Tirez au sort quand il le sera : avant, on pourrait choisir.',
  },
  sample_reviewed: {
    title: 'Cet accès a déjà été revu',
    next: 'Relisez l’échantillon ; ce qui a été constaté reste.',
  },
  sample_of_oneself: {
    title: 'Personne ne revoit son propre accès',
    next: 'Laissez celui-ci à une autre personne de l’audit, et continuez avec les autres.',
  },
  log_unwitnessed: {
    title:
      'Depuis trop longtemps, personne de l’extérieur n’a vu le registre des accès ; rien ne s’ouvre sauf en urgence',
    next: 'Prévenez l’exploitant de votre nœud. Si quelqu’un est en danger, ouvrez-le comme urgence.',
  },
  log_emergencies_reached: {
    title:
      'Personne d’extérieur ne voit le registre, et vous avez ouvert en urgence autant de personnes que permis par jour',
    next: 'Demandez à une ou un collègue ou à votre responsable de l’ouvrir, et prévenez l’exploitant de votre nœud.',
  },
  log_differs: {
    title:
      'Ce que l’on cherche n’est pas ce que dit le registre, et fut modifié à nouveau chaque fois qu’il en était refait',
    next: 'Ne croyez rien de ce que vous venez de voir. Demandez à l’exploitant du nœud qui a accès à la base de données du registre, et réessayez dans une minute.',
  },
  log_unavailable: {
    title: 'Le registre des accès ne peut être écrit pour le moment, et sans lui rien ne s’ouvre',
    next: 'Réessayez dans un instant.',
  },
  search_too_wide: {
    title: 'Cela ne permet de chercher personne en particulier',
    next: 'Donnez un nom qui ne soit pas très courant, ou un document ou un téléphone ; la date de naissance aide, mais ne suffit pas seule.',
  },
  search_quota_reached: {
    title: 'Vous avez cherché aujourd’hui autant de personnes qu’une seule peut le faire',
    next: 'Demandez à un autre gardien de votre nœud, ou continuez demain.',
  },
  code_name_ambiguous: {
    title: 'Deux personnes ont ce nom de code',
    next: 'Demandez de nouveau en indiquant dans quelle orientation il a été lu.',
  },
  second_custodian_required: {
    title: 'Personne ne confirme sa propre demande',
    next: 'Demandez à un autre gardien de votre nœud de la confirmer.',
  },
  request_not_waiting: {
    title: 'Cette demande n’attend plus personne',
    next: 'Actualisez la liste ; une demande est confirmée une fois, dans les 24 heures, et peut être refaite.',
  },
  records_linked_already: {
    title: 'Ces deux dossiers sont déjà reliés',
    next: 'Actualisez la liste des liens ; il n’y a rien d’autre à faire.',
  },
  records_not_linked: {
    title: 'Ces deux dossiers ne sont plus reliés',
    next: 'Actualisez la liste des liens ; il n’y a rien d’autre à faire.',
  },
  same_record: {
    title: 'Les deux pseudonymes désignent un seul dossier',
    next: 'Indiquez deux dossiers : les deux d’une paire de la liste des doublons, ou deux d’une recherche.',
  },
  not_confirmed_yet: {
    title: 'Aucun autre gardien n’a encore confirmé cette demande',
    next: 'Demandez-le à l’un d’eux ; elle doit être confirmée dans les 24 heures.',
  },
  glass_elsewhere: {
    title:
      'Votre organisme ne répond pas maintenant de cette personne par cette orientation, et personne n’y ouvre seul ses données',
    next: 'Appelez le numéro de permanence de l’autre organisme de l’orientation : il a la personne ou sait qui l’a. Si quelqu’un est en danger, appelez d’abord les services d’urgence.',
  },
  glass_not_yours: {
    title: 'Cette orientation ne vous est pas attribuée et vous n’êtes pas de permanence dans votre organisme',
    next: 'Appelez la personne de permanence de votre organisme, ou attribuez-vous l’orientation, ce dont votre responsable est informé, puis ouvrez.',
  },
  glass_limit_reached: {
    title: 'Vous avez ouvert cette semaine autant d’identités en urgence qu’une seule personne peut le faire',
    next: 'Demandez à une ou un collègue qui ne l’a pas fait, ou à votre responsable ; la voie ordinaire demande que l’orientation vous soit attribuée.',
  },
  match_nothing_to_ask: {
    title: 'On en sait trop peu sur la personne pour interroger un autre nœud',
    next: 'Enregistrez un document, ou un nom ou un téléphone avec l’année de naissance, et demandez à nouveau.',
  },
  match_quota_reached: {
    title: 'Un nœud ne peut pas en interroger un autre davantage en une heure ou un jour',
    next: 'Demandez plus tard ; si quelqu’un est en danger, orientez la personne ou téléphonez à l’autre nœud.',
  },
  match_keys_differ: {
    title: 'Les deux nœuds n’utilisent pas la même liste de clés',
    next: 'Prévenez l’administration des deux nœuds : ils doivent utiliser le même fichier.',
  },
  match_epoch_other: {
    title: 'La question est arrivée quand sa journée était finie',
    next: 'Demandez à nouveau.',
  },
  match_not_permitted: {
    title: 'L’autre nœud ne répond pas à cette question',
    next: 'Adressez-vous à son autorité centrale, ou orientez la personne sur une base qui le permet.',
  },
  match_set_too_large: {
    title: 'L’autre nœud connaît plus de personnes qu’on ne peut en interroger ainsi',
    next: 'Orientez la personne, ou adressez-vous à son autorité centrale.',
  },
  match_answer_differs: {
    title: 'La réponse n’a pas été faite avec la clé et l’ensemble de sa journée',
    next: 'Ne vous y fiez pas ; prévenez l’administration de votre nœud.',
  },
  evaluation_refused: {
    title: 'La réponse à une question privée ne prouve pas avec quelle clé elle a été faite',
    next: 'Ne vous y fiez pas ; prévenez l’administration de votre nœud et demandez à nouveau.',
  },
  key_missing: {
    title: 'Il manque au nœud une clé nécessaire',
    next: 'Prévenez l’administration de votre nœud ; rien n’a été enregistré ni envoyé.',
  },
  contents_for_agency_alone: {
    title: 'Votre organisme détient lui-même ses clés : le nœud ne peut ouvrir ce qu’il a de cette personne',
    next: 'Téléchargez ce qui a été scellé à votre organisme et ouvrez-le chez vous avec sa clé.',
  },
  contents_not_sealed: {
    title: 'L’envoi n’est pas scellé à la clé que son organisme détient, ou pas comme il le faut',
    next: 'Demandez au nœud expéditeur de vérifier son annuaire et de le renvoyer.',
  },
  contents_unsound: {
    title: 'Le contenu scellé à l’organisme n’est pas celui que l’expéditeur a signé, ou est chiffré à une autre clé',
    next: 'Demandez au nœud expéditeur de le renvoyer.',
  },
  contents_not_permitted: {
    title:
      'Vous ne pouvez pas lire maintenant tout ce qui est scellé à votre organisme, et cela ne se remet pas en partie',
    next: 'Demandez à l’expéditeur un complément, qui prend sa place.',
  },
  contents_differ: {
    title: 'Ce qui est remis n’est plus ce par quoi le téléchargement a commencé',
    next: 'Recommencez le téléchargement.',
  },
  contents_key_revoked: {
    title: 'C’est scellé à une clé révoquée de votre organisme, et n’est remis à personne',
    next: 'Demandez à l’expéditeur de compléter le dossier : il est alors renvoyé, scellé à la clé du jour.',
  },
  certificate_missing: {
    title: 'Aucun certificat fiable de l’organisme destinataire',
    next: 'Demandez au nœud destinataire de faire certifier de nouveau son certificat.',
  },
  seal_certificate_missing: {
    title: 'Le nœud n’a pas de certificat pour sceller les formulaires',
    next: 'Prévenez l’administration de votre nœud.',
  },
  internal: {
    title: 'Une erreur s’est produite dans le nœud',
    next: 'Réessayez ; si cela se répète, prévenez l’administration de votre nœud.',
  },
  hub_unreachable: {
    title: 'Le nœud n’a pas répondu',
    next: 'Réessayez ; ce qui est envoyé n’est enregistré qu’une fois.',
  },
  unexpected_answer: {
    title: 'Le nœud a donné une réponse incompréhensible',
    next: 'Réessayez ; si cela se répète, prévenez l’administration de votre nœud.',
  },
  certificate_not_trusted: {
    title: 'Le certificat proposé pour sceller n’est pas certifié par la juridiction',
    next: 'N’envoyez rien et prévenez l’administration de votre nœud.',
  },
  view_unreadable: {
    title: 'La réponse ne correspond pas à cette demande',
    next: 'Connectez-vous de nouveau et réessayez.',
  },
  audit_proof_invalid: {
    title: 'Le registre n’a pas pu prouver qu’il contient cette entrée',
    next: 'Conservez ce que vous avez et prévenez une personne de l’audit extérieure à votre nœud.',
  },
  seal_invalid: {
    title: 'Le formulaire scellé ne peut être ouvert',
    next: 'Envoyez de nouveau ; il sera scellé encore une fois.',
  },
  seal_context_mismatch: {
    title: 'Le formulaire a été scellé pour un autre usage',
    next: 'Connectez-vous de nouveau et envoyez encore une fois.',
  },
  seal_replayed: {
    title: 'Ce formulaire scellé a déjà servi',
    next: 'Envoyez de nouveau ; il sera scellé encore une fois.',
  },
  seal_stale: {
    title: 'Le formulaire scellé a plus de cinq minutes',
    next: 'Vérifiez l’horloge de votre ordinateur et envoyez de nouveau.',
  },
  view_request_replayed: {
    title: 'Cette demande d’ouverture a déjà servi',
    next: 'Demandez l’ouverture de nouveau.',
  },
  guardian_not_named: {
    title: 'Aucun tuteur de cette personne n’est enregistré',
    next: 'Enregistrez d’abord le tuteur, ou recueillez le consentement de la personne.',
  },
  form_text_unknown: {
    title: 'Le texte lu à la personne n’est pas un formulaire de consentement en usage',
    next: 'Lisez à la personne un texte de la version en usage ; la page le montre.',
  },
  interpreter_not_independent: {
    title: 'L’interprète n’est peut-être pas libre, ou l’on ne dit pas qui c’est',
    next: 'Expliquez de nouveau avec un interprète qui ne soit ni suspect, ni employeur, ni proche, ni autre victime, ni enfant.',
  },
  capacity_lacking: {
    title: 'La personne ne pouvait pas décider à ce moment',
    next: 'Apportez l’aide urgente sur la base de l’intérêt vital, et demandez de nouveau quand elle pourra décider, ou avec un soutien.',
  },
  contact_not_agreed: {
    title: 'La personne ne veut aucun contact, et des coordonnées figurent dans l’accord',
    next: 'Retirez les coordonnées, ou demandez à la personne quelle voie est sûre.',
  },
  witness_not_independent: {
    title: 'Le consentement oral demande un témoin qui ne soit ni de la police ni du destinataire',
    next: 'Nommez un témoin indépendant, ou prenez une signature, une empreinte ou un pictogramme.',
  },
  guardian_authority_missing: {
    title: 'Le droit par lequel le tuteur consent n’est pas indiqué',
    next: 'Indiquez ce droit et le document qui le montre, ou utilisez le protocole de protection de l’enfance.',
  },
  guardian_conflict_unchecked: {
    title: 'Personne n’a vérifié si le tuteur a un intérêt propre',
    next: 'Parlez seul à seul avec la personne, consultez les dossiers et dites ce que vous avez trouvé ; il peut être part du mal.',
  },
  refusal_not_reviewed: {
    title: 'La personne a refusé son consentement et personne d’indépendant ne l’a examiné',
    next: 'Demandez à une personne habilitée d’un autre organisme d’examiner le cas ; rien ne part avant.',
  },
  second_person_first: {
    title:
      'Personne n’a confirmé ce qu’un seul agent de l’organisme avait affirmé pour cette personne, ou un danger en vigueur va à quelqu’un d’autre, et aucune deuxième personne n’a confirmé celui-ci',
    next: 'Demandez à une deuxième personne de le confirmer maintenant ; rien ne part avant. Si le précédent a expiré, faites-le examiner.',
  },
  independent_person_required: {
    title: 'La personne a refusé son consentement : quelqu’un d’un autre organisme doit l’examiner',
    next: 'Demandez à la permanence du nœud, à la protection de l’enfance ou au médiateur d’examiner le cas.',
  },
  not_narrower: {
    title: 'Cela élargirait le consentement',
    next: 'Expliquez de nouveau et recueillez un nouveau consentement qui remplace celui-ci.',
  },
  compelled_data_missing: {
    title: 'Il n’est pas dit à quelles données oblige le tribunal ou la loi',
    next: 'Lisez la décision ou l’article et indiquez les catégories qu’il nomme. S’il n’en nomme aucune, demandez à qui l’a rendu : le silence ne veut jamais dire tout.',
  },
  order_limit_missing: {
    title: 'Il n’est pas dit jusqu’à quand vaut la décision de justice',
    next: 'Indiquez le dernier jour de la décision. Si elle n’en nomme aucun, demandez-le au tribunal, ou indiquez le jour où ce qu’elle ordonne doit être fait.',
  },
  person_not_told: {
    title: 'La personne n’a pas été prévenue d’abord',
    next: 'Dites-lui ce que la loi oblige à signaler avant de le signaler ; notez-le, ou que prévenir mettrait quelqu’un en danger.',
  },
  review_not_needed: {
    title: 'Ceci n’est pas réexaminé : c’est un consentement, ou cela a pris fin',
    next: 'Il n’y a rien d’autre à faire.',
  },
  one_case_unfit: {
    title:
      'Une autorisation pour un seul cas exige un intérêt vital en vigueur qui nomme l’organisme destinataire, entre ce nœud et un autre',
    next: 'Enregistrez d’abord l’intérêt vital ; dans le nœud qui reçoit, indiquez le numéro donné par l’autre point focal, et aucun enregistrement.',
  },
  one_case_number_taken: {
    title: 'Une autorisation porte déjà ce numéro',
    next: 'Cherchez-la, ou convenez d’un autre numéro.',
  },
  independent_officer_required: {
    title: 'La personne a retiré ce qu’elle avait accepté de votre organisme : quelqu’un d’un autre s’en porte garant',
    next: 'Envoyez le lien à qui est de service dans le nœud, à l’autorité de protection de l’enfance ou au médiateur, pour parler avec la personne.',
  },
  own_record_not_held: {
    title: 'Votre organisme n’a rien d’enregistré sur la personne, qui n’a rien accepté qui le nomme',
    next: 'Si votre organisme a enregistré la personne, enregistrez ce qu’elle accepte. Si un autre organisme vous l’a adressée, la personne lit son dossier auprès de celui-ci, ou avec la feuille à code qu’il lui donne.',
  },
  own_record_ended: {
    title: 'Ce que votre organisme avait d’enregistré sur la personne a été retiré ou a pris fin',
    next: 'Établissez pour la personne une feuille à code : elle y lit tout ce qui est enregistré, dès qu’une deuxième personne s’en est portée garante.',
  },
  person_received: {
    title:
      'Un autre organisme vous a adressé cette personne : ce qu’elle accepte chez vous n’est pas enregistré sous cette référence',
    next: 'Enregistrez la personne dans votre organisme, enregistrez-y ce qu’elle accepte, et faites relier les deux dossiers par deux personnes dépositaires.',
  },
  one_recipient_only: {
    title: 'Un intérêt vital va à un seul organisme',
    next: 'Nommez l’organisme qui peut agir maintenant ; enregistrez une autre base pour les autres.',
  },
  second_person_required: {
    title: 'Personne ne confirme son propre enregistrement',
    next: 'Demandez à une ou un collègue, ou à la permanence du nœud, de le confirmer.',
  },
  second_person_not_on_duty: {
    title: 'Quelqu’un est de permanence, et la deuxième personne doit l’être',
    next: 'Demandez à la personne de permanence selon le planning de le confirmer, ou qu’un responsable vous y inscrive. Si personne n’est de permanence dans tout le nœud, toute personne qui peut confirmer le fait.',
  },
  already_confirmed: { title: 'Une deuxième personne l’a déjà confirmé', next: 'Il n’y a plus rien à faire.' },
  confirmation_not_needed: {
    title: 'Cette base n’a pas besoin d’une deuxième personne',
    next: 'Il n’y a plus rien à faire.',
  },
  already_withdrawn: { title: 'Ceci avait déjà été retiré', next: 'Il n’y a plus rien à faire.' },
  recall_answered: { title: 'Il a déjà été répondu à ce rappel', next: 'Il n’y a plus rien à faire.' },
  order_waits_already: {
    title: 'Cette décision attend déjà une deuxième personne',
    next: 'Demandez à une ou un collègue qui ne l’a pas reçue de la voir et de la confirmer.',
  },
  withdrawal_settled: { title: 'Ce retrait est déjà réglé', next: 'Il n’y a plus rien à faire.' },
  guardian_may_not_withdraw: {
    title: 'Un tuteur ne retire que ce qu’un tuteur a donné',
    next: 'Demandez à la personne. Ce qui protège un enfant reste en vigueur ; un tribunal peut y mettre fin.',
  },
  nobody_agreed_to_it: {
    title: 'Personne n’a accepté cela : il n’y a pas de parole à retirer',
    next: 'Faites-le revoir et clore par quelqu’un qui ne l’a pas enregistré, ou enregistrez la décision d’un tribunal.',
  },
  witness_or_sheet_first: {
    title: 'La personne a déjà accepté cela, et seule la parole d’un agent le montre : cela suffit pour 72 h',
    next: 'Faites-le entendre par un témoin indépendant, prenez une marque sur un pictogramme ou téléversez la feuille maintenant. Si cela met la personne en danger, invoquez le danger : une deuxième personne le confirme.',
  },
  less_than_before: {
    title: 'Ceci omet une partie du consentement que cela doit remplacer',
    next: 'Parlez avec la personne seule, vérifiez s’il y a contrainte et dites comment cela a été recueilli ; ou gardez tout ce qui était convenu.',
  },
  narrowed_under_duress: {
    title: 'Quelqu’un fait peut-être pression sur la personne : on n’en retire alors pas une partie sur-le-champ',
    next: 'Prenez plutôt un retrait complet : il attend qu’une ou un collègue ait parlé en tête-à-tête avec la personne.',
  },
  step_not_allowed: {
    title: 'L’orientation a avancé et cette étape n’est plus ouverte',
    next: 'Rechargez l’orientation et choisissez parmi ce qui est possible maintenant.',
  },
  step_blocked: {
    title: 'Autre chose doit venir avant cette étape',
    next: 'Faites d’abord ce que la page indique, puis réessayez.',
  },
  person_is_child: {
    title: 'Selon son dossier, la personne est un enfant, ou son âge est incertain',
    next: 'Suivez les étapes prévues pour les enfants. Si le dossier est faux, l’organisme qui a enregistré la personne le corrige d’abord.',
  },
  log_full: {
    title: 'Cette orientation a déjà autant d’étapes qu’elle peut en avoir',
    next: 'Menez-la à son terme et continuez avec une nouvelle orientation, liée à celle-ci.',
  },
  no_newer_version: {
    title: 'Il n’y a pas de version plus récente du protocole vers laquelle passer',
    next: 'Continuez avec la version actuelle.',
  },
  migration_across_hubs: {
    title: 'Une orientation entre deux pays garde la version de son protocole',
    next: 'Continuez avec la version actuelle.',
  },
  grant_withdrawn: {
    title: 'Ce qui permettait à l’autre organisme de prendre part à cette orientation a été retiré',
    next: 'Avec une base légale en vigueur, envoyez une nouvelle orientation et liez-la à celle-ci.',
  },
  protocol_gone: {
    title: 'Le protocole de cette orientation n’est plus installé dans cette version',
    next: 'Prévenez la personne qui gère le système. D’ici là, joignez l’autre organisme par une autre voie.',
  },
  protocol_changed: {
    title: 'Le fichier de ce protocole a été modifié sans nouvelle version',
    next: 'Réessayez : c’est ce que la version disait avant qui vaut. Prévenez la personne qui gère le système.',
  },
  protocol_differs: {
    title: 'Le protocole dit autre chose dans l’autre pays, dans la même version',
    next: 'Prévenez la personne qui gère le système : les fichiers des deux pays sont à comparer. Rien n’a été gardé.',
  },
  attachments_too_large: {
    title: 'Les pièces jointes dépassent ce qu’un message peut porter',
    next: 'Envoyez au plus 500 Ko en tout.',
  },
  request_not_open: {
    title: 'La demande est auprès de l’autorité centrale ou a été signée : son contenu ne change plus',
    next: 'Demandez à l’autorité centrale de la rendre, ou commencez une autre demande.',
  },
  request_discarded: {
    title: 'Cette demande a été abandonnée, et ce qu’elle disait est détruit',
    next: 'Commencez une autre demande si la preuve est encore nécessaire.',
  },
  request_contact_only: {
    title: 'Votre organisme exécute cette demande : il en lit et en écrit ce qui se dit en contact, et rien d’autre',
    next: 'Lisez et écrivez en contact. Ce qu’il vous faut savoir de la demande, demandez-le à votre autorité centrale.',
  },
  request_drafter_only: {
    title: 'Ce que dit une demande est écrit par l’organisme qui la rédige',
    next: 'Tant qu’elle est chez vous, rendez-la-lui en disant ce qui est à changer ; à l’autre État, écrivez une lettre.',
  },
  request_authority_only: {
    title: 'C’est l’autorité centrale qui fait cela, par quelqu’un qui y décide',
    next: 'Demandez-le à votre autorité centrale, ou à quelqu’un qui y décide : la demande est aussi sur sa page.',
  },
  request_contact_of_others: {
    title: 'En contact s’écrivent l’organisme qui mène l’affaire et celui qui exécute la demande',
    next: 'Lisez-le ici ; à l’autorité centrale de l’autre État, écrivez une lettre.',
  },
  request_not_signed: {
    title: 'La demande n’est pas encore signée : personne dans l’autre État n’en sait rien',
    next: 'Attendez que votre autorité centrale l’ait signée, et écrivez alors.',
  },
  request_document_too_long: {
    title: 'Ce que dit la demande ne tient pas dans un document',
    next: 'Lisez-la sur la page, ou faites abréger ses textes.',
  },
  request_document_not_yet: {
    title: 'Ce document n’existe pas encore pour votre organisme',
    next: 'La liste pour la défense se fait là où les pièces ont été reçues, le certificat là où elles ont été remises.',
  },
  request_file_not_named: {
    title: 'La demande ne désigne pas ce fichier',
    next: 'Désignez-le d’abord : une annexe dans le brouillon, une pièce dans ce qui est remis.',
  },
  request_file_differs: {
    title: 'Un fichier d’un autre nœud n’est pas celui que désigne sa demande, ou pas à ces conditions',
    next: 'Demandez qu’il soit remis de nouveau ; sinon, demandez à l’autorité qui l’envoie lequel c’est.',
  },
  request_suspect_not_named: {
    title: 'Qui figure comme suspect n’est pas dans le texte des personnes sous le même nom complet',
    next: 'Écrivez chacun avec prénom et nom dans le champ des personnes, et reprenez les mêmes mots dans la liste, un nom par ligne.',
  },
  request_suspects_differ: {
    title: 'Un texte de la demande a été masqué selon d’autres suspects que ceux qui y figurent',
    next: 'Retirez la demande et écrivez ce texte de nouveau dans un autre brouillon : il peut nommer quelqu’un qui n’y est pas suspect.',
  },
  request_file_refused: {
    title: 'Un fichier ne peut pas être refait, ou rien ne montre qu’il est propre',
    next: 'Joignez-le en PDF, Word ou texte ; une image, seulement dans un champ qui nomme quelqu’un ou quelque chose.',
  },
  message_not_redactable: {
    title: 'Le message ne peut pas être rendu sûr pour l’autre organisme',
    next: 'Écrivez en espagnol, portugais, français ou anglais et joignez des textes simples ; rien n’a été enregistré ni envoyé.',
  },
  message_not_permitted: {
    title: 'Ce que la personne a accepté ne couvre pas de textes pour cet organisme',
    next: 'Demandez par les étapes du protocole, ou enregistrez un consentement qui couvre le récit ; rien n’a été enregistré ni envoyé.',
  },
  message_over_limit: {
    title: 'Le message est trop volumineux pour un autre nœud',
    next: 'Envoyez-le en deux fois ou avec moins de pièces jointes ; rien n’a été enregistré ni envoyé.',
  },
  referral_not_here_yet: {
    title: 'L’orientation n’est pas encore arrivée ici',
    next: 'Attendez un instant et réessayez.',
  },
  form_unknown: {
    title: 'Ce formulaire n’existe pas dans cette version',
    next: 'Rechargez la page et remplissez celui du protocole.',
  },
  form_not_of_protocol: {
    title: 'Ce formulaire n’est pas de ceux du protocole de l’orientation',
    next: 'Répondez à un formulaire du protocole, ou à celui-ci dans une orientation de son propre protocole.',
  },
  form_not_for_person: {
    title: 'Ce formulaire est pour les enfants, et la personne n’en est pas un, autant qu’on sache',
    next: 'Utilisez un autre formulaire, ou corrigez l’âge enregistré.',
  },
  statement_unknown: {
    title: 'Votre organisme n’a enregistré aucune déclaration de ce genre de cette personne',
    next: 'Indiquez la déclaration que celle-ci corrige par l’identifiant reçu à l’enregistrement, ou laissez vide.',
  },
  statement_superseded: {
    title: 'Une autre déclaration corrige déjà celle-là',
    next: 'Regardez ce qui y figure maintenant ; si c’est encore faux, corrigez la plus récente. Rien n’a été conservé.',
  },
  statement_altered: {
    title: 'Le texte n’est pas celui dont l’empreinte a été calculée',
    next: 'Calculez l’empreinte du texte en UTF-8 exactement comme il est envoyé, fins de ligne comprises. Rien n’a été conservé.',
  },
  review_not_possible: {
    title: 'Personne ne peut relire ce texte, ce document ou cette image',
    next: 'Il reste retenu. Réécrivez-le en espagnol, portugais, français ou anglais, ou joignez-le comme texte, PDF, JPEG ou PNG qui s’ouvre.',
  },
  review_lapsed: {
    title: 'Le texte ou la politique de vues n’est plus celui que vous avez regardé',
    next: 'Ouvrez-le de nouveau et regardez ce qui est masqué maintenant. Rien n’a été enregistré.',
  },
  mask_misplaced: {
    title: 'Un masque est hors du texte, ou est levé là où il n’y en a pas',
    next: 'Ouvrez-le de nouveau et marquez sur le texte qui y est affiché. Rien n’a été enregistré.',
  },
  mask_stays: {
    title: 'L’un de ces masques n’est levé par personne',
    next: 'Laissez masqué ce qui nomme, joint ou situe la personne, et ce qui révélerait une catégorie secrète. Rien n’a été enregistré.',
  },
  review_leaks: {
    title: 'Avec ces masques, quelque chose qui identifie reste dans le texte',
    next: 'Levez moins de masques, ou masquez aussi ce qui reste. Rien n’a été enregistré.',
  },
  picture_not_paintable: {
    title: 'L’image ne peut pas être refaite sans ce que couvrent les cadres',
    next: 'Elle reste retenue. Chaque cadre doit tenir entier dans l’image telle qu’elle a été ouverte. S’ils y tiennent, joignez-la de nouveau en JPEG ou PNG ordinaire de 600 ko au plus. Rien n’a été enregistré.',
  },
  review_of_own: {
    title: 'Personne ne relit une image qu’il a jointe',
    next: 'Demandez à une autre personne chargée de la relecture dans votre organisme, affectée à l’orientation. S’il n’y en a pas, faites donner ce rôle à une ou un collègue par l’exploitant, ou dites par des mots ce que montre l’image.',
  },
  review_second_person: {
    title: 'Personne ne confirme sa propre relecture',
    next: 'Demandez à une autre personne chargée de la relecture dans votre organisme, affectée à l’orientation, de la confirmer. S’il n’y en a pas, faites donner ce rôle à une ou un collègue par l’exploitant ; ce qui a été ajouté vaut entre-temps.',
  },
  review_not_waiting: {
    title: 'Ce n’est pas la relecture qui attend une confirmation',
    next: 'Ouvrez-la de nouveau et regardez ce qui a été décidé depuis.',
  },
  release_not_redactable: {
    title: 'Le texte ne peut pas être rendu sûr pour être lu par tous',
    next: 'Écrivez en espagnol, portugais, français ou anglais, ou publiez un résumé avec vos mots. Rien n’a été publié.',
  },
  release_person_unknown: {
    title: 'Une des références n’est pas de votre organisme',
    next: 'Désignez les personnes du texte par les références sous lesquelles votre organisme les a enregistrées.',
  },
  release_too_identifying: {
    title: 'Les chiffres trahiraient quelqu’un',
    next: 'Demandez moins de colonnes ou une période plus longue, et publiez quand il y aura plus de cas. Rien n’a été publié.',
  },
  notice_nothing_to_show: {
    title: 'Le dossier ne contient pas ce que l’avis doit montrer, ou le consentement ne le couvre pas',
    next: 'Choisissez le nom ou le document, complétez le dossier ou demandez à la personne. Rien n’a été émis.',
  },
  notice_without_phone: {
    title: 'L’annuaire n’a pas le téléphone de permanence de votre organisme, et un avis sans lui ne protège personne',
    next: 'Demandez à qui tient l’annuaire d’y inscrire le téléphone de permanence. Rien n’a été émis.',
  },
  notice_ended: {
    title: 'Cet avis n’est plus valable',
    next: 'Émettez-en un nouveau si la personne est toujours d’accord ; ne vous fondez pas sur l’ancien.',
  },
  record_changed: {
    title: 'Quelqu’un d’autre vient de compléter le dossier',
    next: 'Regardez ce qui y figure et envoyez ce qui manque encore.',
  },
  version_changed: {
    title: 'L’orientation a changé depuis que vous l’avez vue',
    next: 'Rechargez-la, puis décidez selon ce qu’elle dit maintenant.',
  },
  recipient_is_sender: {
    title: 'Une orientation va à un autre organisme',
    next: 'Choisissez un autre organisme, ou attribuez-la à une ou un collègue.',
  },
  protocol_needs_minor: {
    title: 'Le protocole de protection de l’enfance est pour les enfants et les personnes dont l’âge est incertain',
    next: 'Utilisez le protocole d’orientation ordinaire.',
  },
  login_required: { title: 'Il faut se connecter', next: 'Connectez-vous pour continuer.' },
  sign_in_failed: {
    title: 'La connexion n’a pas réussi',
    next: 'Réessayez ; si cela se répète, prévenez l’administration de votre nœud.',
  },
  sign_in_as_another: {
    title: 'Une autre personne s’est connectée dans la nouvelle fenêtre',
    next: 'Connectez-vous avec le même compte, ou déconnectez-vous d’abord ici.',
  },
  sign_in_ended: { title: 'Votre connexion a pris fin', next: 'Connectez-vous de nouveau.' },
  sign_in_state_mismatch: {
    title: 'La réponse ne correspond pas à cette connexion',
    next: 'Connectez-vous de nouveau depuis cette page.',
  },
  access_denied: { title: 'L’accès n’a pas été accordé', next: 'Connectez-vous de nouveau.' },
  no_such_referral: {
    title: 'Cette orientation n’existe pas pour vous',
    next: 'Vérifiez l’adresse, ou demandez à l’organisme qui l’a envoyée.',
  },
  referral_not_assigned: {
    title: 'Cette orientation ne vous est pas attribuée',
    next: 'Attribuez-vous-la sur sa page, ce dont votre responsable est informé, ou faites-la vous attribuer ; puis réessayez.',
  },
  referral_closed: {
    title: 'Là où en est cette orientation, personne n’ouvre le dossier de la personne',
    next: 'Voyez sur sa page où elle en est et qui doit agir. Dès qu’une étape la rouvre, réessayez ; à ce qui a été retiré, répondez là.',
  },
  referral_over: {
    title: 'Cette orientation est terminée, et plus personne n’ouvre le dossier de la personne par elle',
    next: 'Si la personne a encore besoin de quelque chose, faites une nouvelle orientation sur une base en vigueur, et reliez-la à celle-ci.',
  },
  referral_in_place: {
    title: 'Votre organisme agit à la place de l’expéditeur, et cette orientation ne lui a remis personne',
    next: 'Répondez sur sa page à ce qui ne demande pas d’identité. Pour lire ce qui concerne la personne, enregistrez-la et demandez-lui ce qu’elle accepte.',
  },
  record_gone: {
    title: 'Le dossier de cette personne n’est plus ici : il a été effacé',
    next: 'Rien n’en peut être ouvert. Menez l’orientation à sa fin sur sa page ; si la personne a besoin de quelque chose, enregistrez-la de nouveau.',
  },
  record_not_here: {
    title: 'Le dossier de cette personne n’est pas ici : il n’est pas encore arrivé, ou a été effacé',
    next: 'Réessayez dans quelques minutes. Si cela dure, demandez à l’expéditeur sur la page de l’orientation, sans nommer la personne.',
  },
  link_not_needed: {
    title: 'Cet organisme est membre et ouvre l’orientation dans sa boîte',
    next: 'N’envoyez un lien qu’à une organisation qui n’est pas membre.',
  },
  paper_number_taken: {
    title: 'Une orientation portant ce numéro de papier a déjà été saisie',
    next: 'Consultez-la : c’est peut-être la même personne. Sinon, comparez le numéro avec le formulaire.',
  },
  no_such_offer: {
    title: 'Cette demande d’aide n’existe pas',
    next: 'Rechargez les demandes.',
  },
  offer_closed: {
    title: 'La demande a reçu une réponse, est échue ou n’est plus nécessaire',
    next: 'Rechargez les demandes ; un autre organisme a pu être interrogé.',
  },
  offer_not_sendable: {
    title: 'L’organisme n’a pas dit pouvoir aider, ou la demande était autre, ou c’est déjà envoyé',
    next: 'Rechargez l’orientation et regardez ses demandes d’aide.',
  },
  no_such_shift: {
    title: 'Cette permanence n’existe pas',
    next: 'Rechargez les permanences.',
  },
  no_evidence_treaty: {
    title: 'Aucun traité en vigueur avec ce pays ne prévoit cette assistance',
    next: 'Demandez à votre autorité centrale s’il existe une autre voie, ou choisissez un autre type d’assistance.',
  },
  request_moved_on: {
    title: 'La demande a changé depuis que vous l’avez regardée',
    next: 'Rechargez-la, puis décidez d’après ce qu’elle dit maintenant.',
  },
  request_not_to_send: {
    title: 'Ce que ce côté dit de la demande est en route, ou l’autre nœud l’a déjà',
    next: 'Rechargez-la ; elle n’est renvoyée qu’après un refus, ou si elle a été tentée en vain.',
  },
  request_over: {
    title: 'La demande est close ou a été retirée : rien de ce qu’elle dit ne va plus à l’autre État',
    next: 'Écrivez à son autorité centrale ce qu’elle doit encore savoir ; pour toute autre chose, faites une nouvelle demande.',
  },
  request_texts_not_to_send: {
    title: 'Rien de la demande n’a échoué qui puisse être renvoyé',
    next: 'Rechargez-la : c’est en route ou arrivé. Ce qui a été refusé pour sa taille ou sa forme doit être écrit autrement.',
  },
  essentials_missing: {
    title: 'La demande ne dit pas ce qu’exigent le traité ou l’assistance',
    next: 'Complétez ce qui manque à la demande : la liste est au-dessus du formulaire, avec l’article qui l’exige.',
  },
  assistance_not_due: {
    title: 'D’après ce que dit la demande, l’autre État pourrait la refuser d’emblée',
    next: 'Voyez le motif et l’article. Demandez selon un autre traité, ou une autre assistance.',
  },
  central_authority_unknown: {
    title: 'L’annuaire ne connaît pas cette autorité centrale dans ce pays',
    next: 'Choisissez-en une dans l’annuaire.',
  },
  request_step_not_allowed: {
    title: 'Cela n’est pas possible dans l’état de la demande',
    next: 'Rechargez-la : vous verrez ce qui est possible.',
  },
  request_step_blocked: {
    title: 'Autre chose doit avoir eu lieu avant',
    next: 'Demandez d’abord la permission de l’autre usage.',
  },
  ground_not_of_treaty: {
    title: 'Le traité ne connaît pas ce motif de refus pour cette assistance',
    next: 'Choisissez un des motifs que montre la demande.',
  },
  use_not_answered: {
    title: 'Une permission pour un autre usage est déjà demandée, et reste sans réponse',
    next: 'Attendez la réponse, ou écrivez à l’expéditeur.',
  },
  use_not_asked: {
    title: 'Personne ne demande cet usage, ou il y a déjà une réponse',
    next: 'Rechargez l’orientation et répondez à ce qui est demandé.',
  },
  use_beyond_purpose: {
    title: 'La permission de l’expéditeur ne va pas au-delà de ce pour quoi la personne a été orientée',
    next: 'Si la personne est d’accord, faites-la orienter pour cela. Dans une affaire pénale entre deux pays, demandez-le par une demande de preuves.',
  },
  permission_needed: {
    title: 'Selon ce traité, rien n’est communiqué à la défense sans permission',
    next: 'Demandez d’abord la permission de cet usage (Nassau, article 25).',
  },
  not_expedited: {
    title: 'Seule une demande envoyée sans attendre son autorité centrale est confirmée',
    next: 'Rechargez-la ; elle vaut telle que signée.',
  },
  expedited_not_provided: {
    title: 'Le traité ne permet pas d’envoyer cela sans attendre l’autorité centrale',
    next: 'Remettez-la à votre autorité centrale et dites-lui par téléphone que c’est urgent.',
  },
  item_use_not_permitted: {
    title: 'Elle est arrivée sur une demande de preuves, et non pour cet usage',
    next: 'Faites demander la permission par votre autorité centrale, sur la page de la demande.',
  },
  item_use_not_answered: {
    title: 'La permission de cet usage a été demandée et n’a pas encore de réponse',
    next: 'Attendez la réponse, ou écrivez à ce sujet à l’autre autorité centrale.',
  },
  item_use_refused: {
    title: 'L’autorité qui l’a envoyée a refusé la permission de cet usage',
    next: 'Voyez son motif sur la page de la demande ; écrivez-lui avant de redemander.',
  },
  item_use_spent: {
    title: 'C’était permis une fois, et elle a servi ainsi',
    next: 'Faites redemander la permission par votre autorité centrale.',
  },
  item_use_without_identity: {
    title: 'Elle ne peut servir ainsi que sans l’identité des victimes',
    next: 'Faites-en une copie masquée et utilisez celle-là.',
  },
  item_term_over: {
    title: 'Elle devait déjà être restituée ou détruite',
    next: 'Restituez-la ou détruisez-la, ou faites demander par votre autorité centrale de la garder plus longtemps.',
  },
  item_gone_back: {
    title: 'Votre autorité centrale a déclaré qu’elle a été restituée ou détruite',
    next: 'Si ce n’est pas le cas, écrivez à l’autorité centrale qui l’a envoyée, qui le dira ; s’il la faut de nouveau, demandez-la par une nouvelle demande.',
  },
  item_announce_first: {
    title: 'Ce qui disculpe va à la défense après en avoir averti l’autorité qui l’a envoyé',
    next: 'Annoncez-le sur la page de la demande, puis communiquez-le.',
  },
  request_log_full: {
    title: 'La demande a autant d’étapes qu’elle peut en avoir',
    next: 'Poursuivez dans une nouvelle demande qui cite celle-ci.',
  },
  rota_changed: {
    title: 'Le tableau des permanences a changé depuis que vous l’avez regardé',
    next: 'Rechargez-le, puis décidez d’après ce qu’il dit maintenant.',
  },
  hands_changed: {
    title: 'Ce que suit cette personne a changé depuis que vous l’avez regardé',
    next: 'Rechargez-le, puis transmettez ce qui s’y trouve maintenant.',
  },
  shift_over: {
    title: 'Cette permanence serait déjà finie',
    next: 'Choisissez une fin qui est encore à venir.',
  },
  shift_overlaps: {
    title: 'Cette personne est déjà de permanence à ce moment',
    next: 'Retirez l’autre permanence, ou choisissez un autre moment.',
  },
  no_such_intake: {
    title: 'Cet accueil n’existe pas',
    next: 'Commencez-en un autre.',
  },
  link_not_possible: {
    title: 'Ces deux orientations ne peuvent pas être liées ainsi',
    next: 'Un transfert concerne la même personne, envoyé par le même organisme ; tout autre lien unit deux de vos orientations.',
  },
  compartment_closed: {
    title: 'Ce qui relève de la protection des témoins n’est lié à rien d’extérieur',
    next: 'Tenez-les séparés ; ne liez que des orientations de la même protection.',
  },
  service_not_offered: {
    title: 'Votre organisme ne propose pas ce service',
    next: 'Demandez à la juridiction de l’inscrire à l’annuaire signé.',
  },
  erasure_pending: {
    title: 'Un effacement de cette personne est déjà en cours',
    next: 'Regardez-le dans la liste : il peut y être confirmé ou rappelé.',
  },
  erasure_not_waiting: {
    title: 'Cet effacement n’attend plus, ou a été confirmé',
    next: 'Rechargez la liste et regardez où il en est.',
  },
  erasure_second_person: {
    title: 'Personne ne confirme sa propre demande d’effacement',
    next: 'Demandez à une autre personne dépositaire du nœud de la confirmer.',
  },
  restriction_stands: {
    title: 'Jusqu’à sa date de révision, l’accès est restreint, sauf si l’organisme qui détient la personne y met fin',
    next: 'Demandez-le à une personne dépositaire de cet organisme qui n’a pas demandé l’effacement, ou revenez ce jour-là.',
  },
  hold_second_person: {
    title: 'Une conservation légale est levée par une autre personne dépositaire de l’organisme qui l’a placée',
    next: 'Demandez-le à une personne dépositaire de cet organisme qui ne l’a pas placée.',
  },
  review_in_the_past: {
    title: 'La date de révision n’est pas dans le futur',
    next: 'Indiquez un jour après aujourd’hui.',
  },
  identity_restricted: {
    title: 'L’accès à cette personne est restreint à l’organisme qui l’a enregistrée',
    next: 'Demandez à une personne dépositaire de votre nœud jusqu’à quand, et à cet organisme ce dont vous avez besoin ; ce qui devait aller à un autre nœud, envoyez-le quand la restriction aura pris fin.',
  },
  retained_legal_hold: {
    title: 'Le nœud destinataire conserve la personne sur ordre légal',
    next: 'Demandez à ce nœud quelle autorité l’a ordonné ; il détruit ce qu’il a quand l’ordre est levé.',
  },
  retained_open_proceeding: {
    title: 'Au nœud destinataire, quelque chose qui concerne la personne n’est pas encore terminé',
    next: 'Il n’y a rien à faire : on le lui redemande chaque semaine, et il détruit ce qu’il a quand ce sera terminé.',
  },
  retained_statutory_retention: {
    title: 'La loi impose au nœud destinataire de conserver quelque temps ce qu’il a de la personne',
    next: 'Il n’y a rien à faire : on le lui redemande chaque semaine, et il détruit ce qu’il a quand le délai sera écoulé.',
  },
  package_recalled: {
    title: 'Le nœud qui a envoyé le paquet a effacé la personne',
    next: 'Il n’y a rien à faire : rien n’en a été conservé.',
  },
  key_encryption_key_missing: {
    title: 'Une clé de chiffrement des clés manque',
    next: 'Prévenez qui exploite votre nœud : elle est dans le magasin de clés, ou doit être remise depuis sa copie scellée.',
  },
  key_store_unavailable: {
    title: 'Le module de sécurité ne répond pas comme il devrait',
    next: 'Réessayez ; si cela dure, prévenez qui exploite votre nœud.',
  },
  fhir_consent_only: {
    title: 'Ceci n’est pas un consentement, et un Consent FHIR dirait que la personne était d’accord',
    next: 'Consultez-le là où il est enregistré ; seul un consentement est remis au format FHIR.',
  },
  fhir_not_in_force: {
    title: 'Le Consent FHIR n’est pas en vigueur',
    next: 'Ne reprenez que celui qui est actif et a commencé ; s’il a pris fin, demandez de nouveau à la personne.',
  },
  fhir_other_controller: {
    title: 'Ce consentement a été donné à un autre organisme, ou l’on ne dit pas auquel d’une manière lisible ici',
    next: 'Nommez votre organisme comme responsable si la personne le lui a donné ; sinon, recueillez un consentement à vous.',
  },
  fhir_would_widen: {
    title: 'Le reprendre permettrait plus que ne permet le Consent FHIR',
    next: 'Demandez à la personne sans les limites nommées, ou enregistrez par le formulaire ce qu’elle a accepté.',
  },
  fhir_incomplete: {
    title: 'Le Consent FHIR ne dit pas tout ce qu’un consentement doit dire ici',
    next: 'Trouvez ce qui manque, avec la personne s’il le faut, et ajoutez-le comme le dit docs/fhir-consent.md.',
  },
  file_may_incriminate: {
    title: 'Il n’est pas dit que rien dans ce fichier ne peut être retenu contre la personne',
    next: 'Regardez le fichier. Si rien ne peut y être retenu contre la personne, dites-le. Sinon, demandez à la personne, qui doit d’abord être conseillée de façon indépendante, et notez qu’elle accepte ; ou envoyez un texte où ces passages sont marqués.',
  },
  file_not_permitted: {
    title: 'Ce sur quoi repose cette orientation ne couvre pas de fichiers entiers, qui nomment la personne',
    next: 'Envoyez plutôt un texte avec l’orientation. Un fichier entier n’est remis que là où le consentement, la finalité et la mission de l’organisme destinataire couvrent tous l’identité et les documents ; s’il ne peut pas les avoir, élargir le consentement ne suffit pas.',
  },
  file_custody_moved: {
    title: 'Quelqu’un d’autre prend le fichier à cet instant',
    next: 'Réessayez dans un instant ; la chaîne de possession dira qui l’a eu.',
  },
  referral_use_not_permitted: {
    title: 'C’est venu avec une orientation, et pas pour cet usage',
    next: 'Demandez la permission à l’expéditeur par l’étape prévue sur la page de l’orientation. Ce que cette étape ne permet pas exige une nouvelle orientation avec l’accord de la personne, ou une demande de preuves.',
  },
  referral_use_not_answered: {
    title: 'La permission pour cet usage a été demandée, sans réponse encore',
    next: 'Attendez la réponse, ou écrivez à l’expéditeur.',
  },
  referral_use_refused: {
    title: 'L’expéditeur a refusé la permission pour cet usage',
    next: 'Voyez son motif sur la page de l’orientation ; écrivez-lui avant de redemander.',
  },
  referral_use_spent: {
    title: 'C’était permis une fois, et c’est fait',
    next: 'Demandez de nouveau la permission à l’expéditeur.',
  },
  item_codes_differ: {
    title: 'Il est arrivé avec un code de traitement et une évaluation, et les garde',
    next: 'Ne les indiquez pas : seul le premier expéditeur les change.',
  },
  referral_use_without_identity: {
    title: 'Permis seulement sans l’identité des victimes, ce qu’un fichier ne peut pas',
    next: 'Ouvrez plutôt les données de la personne, où elle reste cachée ; ou faites une copie masquée du fichier.',
  },
  file_on_its_way: {
    title: 'Le fichier a déjà été remis avec cette orientation, ou est en route',
    next: 'Voyez ce qu’il en est ; s’il a été refusé, il peut être remis de nouveau.',
  },
  file_not_kept: {
    title: 'Le fichier n’est pas encore entier et vérifié, ou a été refusé',
    next: 'Demandez son état ; renvoyez-le s’il a été refusé.',
  },
  range_beyond_end: {
    title: 'Le fichier se termine avant l’octet que Range indique',
    next: 'Demandez à partir d’un octet qui s’y trouve : Content-Range dit combien il en a.',
  },
  file_quarantined: {
    title: 'On recherche des logiciels malveillants dans le fichier ; d’ici là personne ne l’ouvre',
    next: 'Réessayez dans quelques minutes ; si cela dure, demandez à l’exploitant de votre nœud.',
  },
  file_infected: {
    title: 'Un logiciel malveillant a été trouvé dans le fichier, dont rien n’est conservé',
    next: 'N’ouvrez pas l’original ; avertissez l’exploitant de votre nœud.',
  },
  file_not_scannable: {
    title: 'Le fichier est plus grand que ce qu’examine l’antivirus, et n’est pas conservé',
    next: 'Envoyez-le en parties, ou demandez à l’exploitant de votre nœud.',
  },
  file_too_large: {
    title: 'Le fichier dépasse ce qui peut être gardé',
    next: 'Envoyez-le en plusieurs fois.',
  },
  upload_quota_reached: {
    title: 'Votre organisme a déjà commencé à envoyer aujourd’hui autant qu’un organisme peut le faire en un jour',
    next: 'Retirez les envois dont personne n’a besoin, continuez demain, ou demandez à qui exploite votre nœud.',
  },
  upload_ended: {
    title: 'L’envoi est terminé, et ne peut plus être retiré',
    next: 'Voyez l’état du fichier.',
  },
  file_not_the_same: {
    title: 'Le fichier n’est pas celui avec lequel l’envoi a commencé',
    next: 'Choisissez le même fichier, inchangé ; ou annulez l’envoi et recommencez.',
  },
  file_came_damaged: {
    title: 'Ce qui est arrivé n’est pas le fichier gardé',
    next: 'Réessayez ; si cela dure, avertissez l’opérateur de votre nœud.',
  },
  clock_differs: {
    title: 'L’horloge de cet appareil n’est pas celle du nœud',
    next: 'Mettez l’horloge à l’heure, puis reconnectez-vous.',
  },
  evidence_invalid: {
    title: 'Cette attestation n’est pas ce que ce nœud a signé',
    next: 'Conservez ce que vous avez ; redemandez les attestations à votre nœud.',
  },
  statement_invalid: {
    title: 'Ce qu’un autre service a dit n’a pas pu être vérifié',
    next: 'Réessayez ; si cela dure, prévenez qui exploite votre nœud.',
  },
  sealed_form_refused: {
    title: 'Le formulaire scellé n’a pas été fait pour cet usage',
    next: 'Remplissez de nouveau le formulaire et envoyez-le une fois.',
  },
  sealed_form_stale: {
    title: 'Le formulaire scellé est trop ancien, ou daté du futur',
    next: 'Vérifiez l’horloge et envoyez-le de nouveau.',
  },
  view_request_refused: {
    title: 'La demande de consultation n’est pas signée avec votre propre clé',
    next: 'Connectez-vous de nouveau.',
  },
  view_request_stale: {
    title: 'La demande de consultation est trop ancienne, ou datée du futur',
    next: 'Vérifiez l’horloge et réessayez.',
  },
  record_unreadable: {
    title: 'Quelque chose de conservé n’a pas pu être ouvert',
    next: 'Prévenez qui exploite votre nœud.',
  },
  not_ready: {
    title: 'Le service n’est pas prêt',
    next: 'Réessayez dans un instant.',
  },
  plaintext_too_large: {
    title: 'Le message est plus grand que ce que son destinataire peut prendre',
    next: 'Envoyez moins, ou envoyez les fichiers à part.',
  },
  reasons_not_written: {
    title: 'Ce que la réponse nomme comme ses motifs n’a pas été écrit à l’autre autorité',
    next: 'Écrivez d’abord les motifs à l’autre autorité au sujet de cette demande, et nommez l’empreinte à laquelle il est répondu.',
  },
  contact_not_possible: {
    title: 'Cet organisme ne peut pas écrire au sujet de la demande',
    next: 'Choisissez une police, un parquet ou un tribunal de ce nœud, pendant que la demande est exécutée.',
  },
  contact_not_begun: {
    title: 'Personne parmi ceux qui exécutent la demande ne vous a écrit en contact',
    next: 'Écrivez à l’autorité centrale de l’autre État ; elle décide qui des siens peut vous écrire.',
  },
}
