"""The registers of the ward, in menu order; a new one is one file and one name here."""

from __future__ import annotations

from maternity.people import Account
from maternity.records import Record
from maternity.registers.abortion_care import AbortionCare
from maternity.registers.admission import Admission
from maternity.registers.antenatal_visit import AntenatalVisit
from maternity.registers.bed import Bed
from maternity.registers.bed_transfer import BedTransfer
from maternity.registers.birth_dose import BirthDose
from maternity.registers.delivery import Delivery
from maternity.registers.eclampsia_care import EclampsiaCare
from maternity.registers.facility import Facility
from maternity.registers.family_planning_act import FamilyPlanningAct
from maternity.registers.haemorrhage_care import HaemorrhageCare
from maternity.registers.hiv_care import HivCare
from maternity.registers.kangaroo_care import KangarooCare
from maternity.registers.labour_care import LabourCare
from maternity.registers.labour_observation import LabourObservation
from maternity.registers.magnesium_dose import MagnesiumDose
from maternity.registers.maternal_death import MaternalDeath
from maternity.registers.month_closing import CheckNote, FigureMark, MonthClosing, MonthPapers
from maternity.registers.newborn import Newborn
from maternity.registers.newborn_check import NewbornCheck
from maternity.registers.perinatal_death import PerinatalDeath
from maternity.registers.postnatal_visit import PostnatalVisit
from maternity.registers.pregnancy import Pregnancy
from maternity.registers.printout import Printout, PrintoutPages
from maternity.registers.recall import Recall
from maternity.registers.recovery_check import RecoveryCheck
from maternity.registers.referral import Referral
from maternity.registers.resuscitation import Resuscitation
from maternity.registers.return_figure import ReturnFigure
from maternity.registers.session_day import SessionDay
from maternity.registers.staff_member import StaffMember
from maternity.registers.village import Village
from maternity.registers.ward_choice import WardChoice
from maternity.registers.woman import Woman
from maternity.registers.woman_merge import WomanMerge
from maternity.settings import Settings

ALL: tuple[type[Record], ...] = (
    AntenatalVisit,
    Admission,
    LabourCare,
    LabourObservation,
    Delivery,
    Newborn,
    PostnatalVisit,
    NewbornCheck,
    FamilyPlanningAct,
    AbortionCare,
    HivCare,
    Referral,
    MaternalDeath,
    PerinatalDeath,
    BirthDose,
    BedTransfer,
    Recall,
    RecoveryCheck,
    HaemorrhageCare,
    EclampsiaCare,
    MagnesiumDose,
    Resuscitation,
    KangarooCare,
    SessionDay,
    ReturnFigure,
    Woman,
    Pregnancy,
    Facility,
    Village,
    StaffMember,
    Bed,
    WardChoice,
    Printout,
    Account,
    Settings,
    MonthClosing,
    MonthPapers,
    CheckNote,
    PrintoutPages,
    FigureMark,
    WomanMerge,
)
