/** Lower-case words outside every marked entity, seen twice or more in the ECHR French-Spanish corpus (MIT); folded. See NOTICE. */
export const DERIVED = `
abandonne abattements abouti absence abusif acceptee accord accorda accorde accordee accorder accrue accueilli
accueillit accusant accusation accusations accuse accuses acheve achevee acoustique acquitta acquitte acquitter
acquittes actes action actions activite activites actuelles adhesif adhesion adjudicator administratif administratifs
administration administrative admis admission admit adopte adressa adressee adultes affaires affirmait affirme afin
agee agents agi agissait agit agriculteurs ainsi ajournee ajournees ajournement ajourner allant allegation alleguait
alleguant allegue alleguent allman allocation allocations amendements amene amiable analyse ancien and annulation
annule annuler antecedents anti antiterroriste anxiete apparait apparemment appartement appartenance appartenant
appele appelee applicables application appliquait applique appliquee appliquer appliquerait appreciation appris
approche approfondie approprie appropriees approuvait appui appuyant apte aptitude arguments armee armes arret
arretees arrets asile assassinat assez assimiler assistance assiste associes assujetti assurance assurer at atrophies
attache attaqua attaque atteignaient atteigne atteindre atteint atteinte attentat attente attention attire attribue
attribuee attribuees audiences augmente auparavant aupres auraient autorisa autorisait autorisation autoriser autrui
avances avis avisa avocats ayants balance banc banques barre base bekendtgørelse belier benefice beneficiait beneficie
beneficient beneficier bez biens blesse bon bonne branche britannique britanniques cabinet cache cachet cadre
cambriolage candidat capacite capacites capitation car caractere cas cassation casse categorie causer causes celles
censure cenzurowano cependant certaines certains certificats cessation cesse chacun chaine chances change changement
changements chapitre charge chargee charges chefs cheques choisi choix ci circonstance circonstances circulaire
citoyen citoyens civile clair clairement clan classe client cliniques co coaccuses combine comite commandement comme
commenca commentaires commettre commis commise commissions commun communaute communication communique communiquer
communiques comparaitre comparu comparut compassion complement complementaires completer complexite comportement
composee composition comprehensible comprenant comptabilite comptable compter comte conception concernait concernant
concerne conclu concluait concluantes conclure conclusion conclusions conclut condamna condamnation condamnations
condamne condamnes condition conditionnelle conditionnelles conditions confere confiance confidentialite confirma
confirmant confirmateur confirmer conformement conformite conge conjointement connaissance consacree conseiller
conseillers conseils consentement consequence consequences consequent considera considerable considerablement
considerations considere consideree consistant consommation consommer constater constituait constitue constituee
constituer constituerait constitution consultation consulte contact contacts contenait contenant contenu contesta
conteste contestee contexte continu continuer contradictoires contraindre contrainte contraire contribuable convaincu
convenu convocateur convoqua convoquees corporelles corps correspondance correspondant correspondante correspondre
couleur coup coupable couple cours crains credible criminalite criminel criminelle criminels critere criteres critique
critiques cultivateurs dame dans datee davantage debats debiteur debouta deboute debute decede decedee decerner deces
decida decide decider decision decisions declara declarant declaree declarer decoupee defaut defenderesse defendeur
defendeurs defense deferee definitivement degre dela delai delegue deleguee delibere delinquant delinquants delits
delivrance demandant demanderent demandes demandeur demandeurs demarcation demontre demontrer depart depasse
dependance depens deplacements deposa depose deposees deposer depute deputes deraisonnable derechef dernieres deroule
deroulee deroulement deroules desagrements designation designe designes desir desormais dessein destination detention
detenu detenue detenus determination determiner deuil devint devrait diagnostic differente differentes difficultes
directe directive dirigee disciplinaire discours discretionnaire discrimination disparu disponible disponibles
disposaient disposait disposition dispositions disproportionnee dissuasion district divers diverses divorce
divulgation do doive doleances domaine dommages donc doute drogue dument duquel dure duree dut ecclesial echange echec
economiques ecoule ecrites effectuee effectues effet effets efforts egalement egard elections element elements
eligibilite elu emanait emission empeche empecher emprisonnement en encontre encourage encouru engagea engagee
engagees engager enlevement enquetait enqueteurs enregistre enregistrees ensemble ensuite entendre entendu entendus
entra entrainant entraine entrainer entraver entreprise entrer entretenir enveloppe environ environnement envisage
envisagee envoye envoyee envoyees epoque epreuve equitable equivalente equivalentes erreur erronee espece estima
estimant estime et etabli etablie etablir etablissement etape etapes etranger etrangeres etudes europeenne europeennes
eux evaluation evaluations evenements eventuel evidente evoque exact examen examina examine examiner examines
exception exceptionnel exceptionnelle exceptionnelles excessive execution exercant exercer exercice exige exigeait
exigences existait existe existence exoneration expertise expiration expire expliqua expliquant explique exprimerait
expulse expulsion exterieur externe extorsion extraits facteurs faible faisant fallait fallu falsifie familiale
familiales faute faveur favorable feu figurait figurant figure finales fine finir fins fiscale fiscales fixe fixee
fixes foi fonction fonctionnelle fonctions fond fonda fondamentales fonde fondee fondees for force forcement forces
formation formulaire formuler forsakring fortement fournir fournit fourniture fraude fuite gagner garantir garantis
generales gestion gouvernement gouverneur grave graves gravite greffier grief griefs grievement habitation heroine
homicide hors identifies ignore illegal illegale illegales illicites illisible immediatement immediates immigration
immigres impartial impliquees importance important importante importantes impose imposer imposition impot impots in
inactivite inadequat incapable incapacite incertitude incident inciter incompatible incompetence inconnue inculpe
inculpes indemnisation indemnite independant indeterminee indiqua indiquant indiquer indirecte individus inferieure
inflige infliger informa information informations informe informes infractions ingerence initial initiale initiative
injonction inscrite instance instances institutions instruction instructions integral integralite intenter intention
intentionnellement interdire interesse interet interets interieur interjeta interjeter internationales interne
internes interroge intervention introduire introduisit introduit introduite introduites intrusive invalidite
investigations investissements inviolabilite invita invitation invite invoquant invoque invoquer invoques irlandais
irrecevable irregulierement issue jambes judiciaire judiciaires jugea jugee jugement juger juges juridiction
juridictionnel juridictions juridique juridiques juriste jury jusqu jusque juste justice justifiait justification
justifiee justifier kammarratten ladite laissant lansratten laquelle lecture ledit legal legale legales legislation
legitime lendemain lequel lesions lesquelles lettres libelle liberation liberations libere liberer libertes licencia
licenciement lien liens limite limitee limitees limiter liquide liquides litige local locales locataire locaux longue
longues lords lorsqu lorsque lu lue lues lumiere magistrates magistrats main maintenu maintien mais majoritaire
malfaiteurs malhonnete manifeste manifestement manque manquement marcher martiale martiales matiere matrimoniaux
mauvaise maximale medecins mediateur medical medicale medicales medicaux medico membre membres memoire memoires mene
menees mention mentionnees mesure mesures meurtre milieu militaire minerale minimale ministre minoritaire mise
modalites modifia modification modifie modifiee modifier moindre moitie montant montants motifs motivation motive
moyen moyennant moyens munitions muscles na naruszenie nature neanmoins necessaires necessite negligence
nieuzasadnionej niveau no nombre nombreuses nomme nonobstant normalement normes nota notamment notification notifie
notifiee notifier nouvel nouvellement nouvelles nr nuire objectif objectifs objet obligation obligations obligatoire
oblige observations observer obtenir obtention obtenu obtint occasions occidental occurrence octroi of officiel
officielle officiellement officiers om opinion opinions oppose orale ordinaire ordonna ordonne ordonner organisation
organise organisee organisme ouir outre ouverte ouvertes ouverture ouvrent ouvrit pages paragraphe paragraphes
paramilitaire pareille parentale parentaux paritaire parmi partage participation participe participer particulier
particuliere particulierement partielle partiellement passage passagers passible paternite patient pays pecuniaire
peine peines penal penale penales pendante penetration penetrer penitentiaire pension percevais percevait percue peril
periode periodes permettant permettre perpetuelle perpetuite perquisitionner perquisitions personnel personnelle
personnelles personnels perte pertinent pertinente pertinentes pertinents pieces pieds placa placement placer places
plaida plaider plaidoiries plaignaient plaignait plaignante plaignent plaint plan plausible plein plusieurs points
policieres policiers politique politiques polonais population porta portaient portait portant portee portees porter
porterait posees position possession possibilite postanowienie postee postepowaniu posterieure potentiellement
potentiels pourraient pourrait poursuites poursuivi poursuivies poursuivre pourvoi pourvoir pourvut pouvant praticien
pratique pratiques prawa precisee prejudicielle preliminaire preliminaires preoccupations preparation preparatoire
presence present presenta presentait presentation presente presentee presentees presenter presenterent presentes
presents president presomption prestation prestations presumee pretentions preuve preuves prevention prevoie prevoit
prevoyait prevoyant prevu prevue prevues principe priorite prises prison prisonniers prives probabilite probable
procede procedure procedures proces prochain proche produisait produit produits profit progres prolongation prolongea
prolongee prononca proportionne proportionnee proposer propriete prorogation proteger provenance provinciale
provisoires pu publications pudeur puisqu puissent purge purgeait pyramidal qu qualifications qualifie qualite quant
quatrieme quelconque quotas quotidienne race racial raciale raciaux raisonnable raisonnables raisonnement raisons rang
rapide rapidement rappele rapportee realisee recevabilite recevable recevables recevrait recherche reclamation
recommanda recommandation recommande reconnaissant reconnut recours recouvrement rectification recueilli recut
reduction reduire reduisit reduit reduite reel reexamen reexaminee referant refermee reflexion refugie refus refusait
refusee refuser regard regime regle reglement reglementations regulieres reitere rejet rejeta rejetant rejete rejetee
rejetees rejeter rejetes rejette relache relatif relatifs relation relations relative relatives releva relevait releve
releves remedier remis remit remplace remuneration rencontra rencontre rendit rendre rendu rendue rendus renoncer
renvoi renvoie renvoye renvoyee renvoyer reparation repondant repondre repondu reportees repoussa reprehensible
representait representant representants represente representer representes reprise reprises reprit reprocher reproches
reputation requerant requerante requerantes requerants requete requetes requis requise reseau residant reside
residence resident respect respectifs respectivement respectives responsabilite responsabilites ressort ressortissant
ressortissante ressortissants ressources restait reste rester resultat resultats resumes retard retards retention
retraite retrogradation retten reunion reunions revanche revelent revendait revendiquer revenus revision risquait
rogatoires role rozpoznania ruban sadowym saisi saisir saisis saisit sanitaire satisfaction satisfaisante sauvegarde
se secretaire secretariat sections sein semble sens sentence seraient sergent serment servaient services servir
seulement seules severe sexuel sexuelle siegeant signala significative signifiees silence similaire similaires
situation situee skardze sociale sociales societe societes solicitor solicitors solides sollicita solliciter
solliciterent sorte souffle souhaitait soulevait souligna souligne soumettre soumis soupconne soutenait soutenu
soutient souvent specialiste sprawy statue statuer statut strony subi subsidiaire substance succession successions
suedois suffisait suffisant suggerent suite suivantes suivants suivie sujet superieur superviseur suppleant
supplementaire supplementaires supreme surete surtout surveiller survivant susceptible susmentionnees suspendu systeme
sœurs tant tarif taxe techniques telle tels temoignage temoignages temoigner tenait tenant tendait tenir tentative
tente tenu tenue tenues termes terrain terres territoire test texte the tint tire tombe tombees tot total totale
totalement totalisant toutefois traitee traitees tranchee transfere transmises transport tribunaux trop turc turcs
ulterieure ulterieurement ulterieurs unanimite unique urgence usage utilisees utiliser vain valable valait valeur
validite valoir vehicule vendre vente verdict verifier versa verse versee vertu veufs veuvage veuves vice vigueur
violation viole violerait visant visite visites vitre vivent voie voies voix vole vols voue vulnerables zwłoki
`
