"""What the people of a group are called by their role, in Japanese, English and Russian."""

from __future__ import annotations

from exgraph.mapping.wording import Words, words

ROLES: dict[str, Words] = {
    "pupil": words("児童生徒", "Pupils", "Школьники"),
    "student": words("学生", "Students", "Студенты"),
    "youth": words("青少年", "Young people", "Молодёжь"),
    "child": words("子どもたち", "Children", "Дети"),
    "official": words("行政職員", "Officials", "Представители администрации"),
    "assembly-member": words("議員", "Assembly members", "Депутаты"),
    "citizen": words("市民", "Residents", "Жители"),
    "delegation": words("代表団", "Delegation", "Делегация"),
    "athlete": words("選手", "Athletes", "Спортсмены"),
    "artist": words("芸術家", "Artists", "Деятели искусства"),
    "doctor": words("医師", "Doctors", "Врачи"),
    "researcher": words("研究者", "Researchers", "Учёные"),
    "trainee": words("研修生", "Trainees", "Стажёры"),
    "teacher": words("教員", "Teachers", "Преподаватели"),
    "business": words("企業関係者", "Business people", "Предприниматели"),
    "leader": words("引率者", "Group leaders", "Сопровождающие"),
    "staff": words("スタッフ", "Staff", "Сотрудники"),
    "journalist": words("報道関係者", "Journalists", "Журналисты"),
    "expert": words("専門家", "Experts", "Специалисты"),
    "speaker": words("講演者", "Speakers", "Докладчики"),
    "other": words("参加者", "Participants", "Участники"),
}

ONE: dict[str, Words] = {
    "pupil": words("児童生徒", "Pupil", "Школьник"),
    "student": words("学生", "Student", "Студент"),
    "child": words("子ども", "Child", "Ребёнок"),
    "official": words("行政職員", "Official", "Представитель администрации"),
    "assembly-member": words("議員", "Assembly member", "Депутат"),
    "citizen": words("市民", "Resident", "Житель"),
    "athlete": words("選手", "Athlete", "Спортсмен"),
    "artist": words("芸術家", "Artist", "Деятель искусства"),
    "doctor": words("医師", "Doctor", "Врач"),
    "researcher": words("研究者", "Researcher", "Учёный"),
    "trainee": words("研修生", "Trainee", "Стажёр"),
    "teacher": words("教員", "Teacher", "Преподаватель"),
    "business": words("企業関係者", "Business person", "Предприниматель"),
    "leader": words("引率者", "Group leader", "Сопровождающий"),
    "staff": words("スタッフ", "Staff member", "Сотрудник"),
    "journalist": words("報道関係者", "Journalist", "Журналист"),
    "expert": words("専門家", "Expert", "Специалист"),
    "speaker": words("講演者", "Speaker", "Докладчик"),
    "other": words("参加者", "Participant", "Участник"),
}
"""Roles of a group of one."""

ONE_OF: dict[str, Words] = {
    "pupil": words("児童生徒", "a pupil", "школьника"),
    "student": words("学生", "a student", "студента"),
    "official": words("行政職員", "an official", "служащего администрации"),
    "assembly-member": words("議員", "an assembly member", "депутата"),
    "citizen": words("市民", "a resident", "жителя"),
    "artist": words("芸術家", "an artist", "деятеля искусства"),
    "doctor": words("医師", "a doctor", "врача"),
    "researcher": words("研究者", "a researcher", "учёного"),
    "trainee": words("研修生", "a trainee", "стажёра"),
    "teacher": words("教員", "a teacher", "преподавателя"),
    "athlete": words("選手", "an athlete", "спортсмена"),
    "expert": words("専門家", "an expert", "специалиста"),
    "staff": words("スタッフ", "a staff member", "сотрудника"),
    "journalist": words("報道関係者", "a journalist", "журналиста"),
    "leader": words("引率者", "a group leader", "сопровождающего"),
}
"""Roles of a group of one, in the genitive in Russian."""

MANY_OF: dict[str, Words] = {
    "pupil": words("児童生徒", "pupils", "школьников"),
    "student": words("学生", "students", "студентов"),
    "youth": words("青少年", "young people", "молодёжи"),
    "child": words("子どもたち", "children", "детей"),
    "official": words("行政職員", "officials", "представителей администрации"),
    "assembly-member": words("議員", "assembly members", "депутатов"),
    "citizen": words("市民", "residents", "жителей"),
    "delegation": words("代表団", "a delegation", "делегации"),
    "athlete": words("選手", "athletes", "спортсменов"),
    "artist": words("芸術家", "artists", "деятелей искусства"),
    "doctor": words("医師", "doctors", "врачей"),
    "researcher": words("研究者", "researchers", "учёных"),
    "trainee": words("研修生", "trainees", "стажёров"),
    "teacher": words("教員", "teachers", "преподавателей"),
    "business": words("企業関係者", "business people", "предпринимателей"),
    "leader": words("引率者", "group leaders", "сопровождающих"),
    "staff": words("スタッフ", "staff", "сотрудников"),
    "journalist": words("報道関係者", "journalists", "журналистов"),
    "expert": words("専門家", "experts", "специалистов"),
    "speaker": words("講演者", "speakers", "докладчиков"),
    "other": words("参加者", "participants", "участников"),
}
"""Roles of a group, in the genitive in Russian."""
