"""What the tour says on each page it leads to, in the order of a planner's work."""

from __future__ import annotations

from services.words import Text

STEPS: dict[str, Text] = {
    "today": Text(
        sv="Här börjar dagen: hur den ser ut timme för timme, vad som har hänt sedan i går och vad som behöver dig. "
        "Finns inga besök ännu börjar du under Kom igång.",
        en="The day begins here: how it looks hour by hour, what has happened since yesterday and what needs you. "
        "If there are no visits yet, begin with Get started.",
    ),
    "constraints": Text(
        sv="Här säger ni vad en bra plan är. Hårda regler bryts aldrig; vikterna avgör vad som väger tyngst när allt "
        "inte går att få.",
        en="Here you say what a good plan is. Hard rules are never broken; the weights decide what matters most when "
        "not everything can be had.",
    ),
    "solve": Text(
        sv="Välj dagar och hur länge Caire får räkna. Du ser planen växa fram, kan stoppa när du vill, och inget "
        "publiceras av sig självt.",
        en="Choose days and how long Caire may work. You watch the plan grow, may stop it at any time, and nothing "
        "publishes itself.",
    ),
    "plan": Text(
        sv="Här är dagen som planen vill ha den. Välj ett besök för att se varför det ligger där och vem annars som "
        "kan. Dra det, eller flytta det med Alt och piltangenterna; allt går att ångra.",
        en="This is the day as the plan wants it. Pick a visit to see why it is there and who else could take it. Drag "
        "it, or move it with Alt and the arrow keys; everything can be undone.",
    ),
    "compare": Text(
        sv="Lägg planer bredvid varandra och se vad som skiljer: restid, kontinuitet, vem som vinner och vem som "
        "förlorar. Ta hela den bättre planen eller bara delar av den.",
        en="Lay plans beside each other and see what differs: travel, continuity, who gains and who loses. Take the "
        "better plan whole, or only parts of it.",
    ),
    "figures": Text(
        sv="När du är nöjd publicerar du planen från sidan Plan, och medarbetarna ser sin dag. Här följer du hur det "
        "gick: planerat mot utfört.",
        en="When you are content you publish the plan from the page Plan, and carers see their day. Here you follow "
        "how it went: planned against performed.",
    ),
}
"""By the address of the page."""
