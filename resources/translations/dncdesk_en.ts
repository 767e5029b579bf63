<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DraftModel</name>
    <message numerus="yes">
        <source>stands %Ln more times in the list; sent once</source>
        <translation>
            <numerusform>stands once more in the list; sent once</numerusform>
            <numerusform>stands %Ln more times in the list; sent once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyWindow</name>
    <message numerus="yes">
        <source>Stop with %Ln numbers left?</source>
        <translation>
            <numerusform>Stop with %Ln number left?</numerusform>
            <numerusform>Stop with %Ln numbers left?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingPage</name>
    <message numerus="yes">
        <source>%Ln lines so far</source>
        <translation>
            <numerusform>%Ln line so far</numerusform>
            <numerusform>%Ln lines so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <source>%Ln numbers</source>
        <translation>
            <numerusform>%Ln number</numerusform>
            <numerusform>%Ln numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only &amp;what needs a look (%Ln)</source>
        <translation>
            <numerusform>Only &amp;what needs a look (%Ln)</numerusform>
            <numerusform>Only &amp;what needs a look (%Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines are no number for certain and are not sent</source>
        <translation>
            <numerusform>%Ln line is no number for certain and is not sent</numerusform>
            <numerusform>%Ln lines are no number for certain and are not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln numbers cannot be held by a dialler and are not sent</source>
        <translation>
            <numerusform>%Ln number cannot be held by a dialler and is not sent</numerusform>
            <numerusform>%Ln numbers cannot be held by a dialler and are not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln doubles folded</source>
        <translation>
            <numerusform>%Ln double folded</numerusform>
            <numerusform>%Ln doubles folded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines without a number</source>
        <translation>
            <numerusform>%Ln line without a number</numerusform>
            <numerusform>%Ln lines without a number</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Block %Ln numbers everywhere on {diallers} diallers</source>
        <translation>
            <numerusform>&amp;Block %Ln number everywhere on {diallers} diallers</numerusform>
            <numerusform>&amp;Block %Ln numbers everywhere on {diallers} diallers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Block %Ln numbers everywhere</source>
        <translation>
            <numerusform>&amp;Block %Ln number everywhere</numerusform>
            <numerusform>&amp;Block %Ln numbers everywhere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Block %Ln numbers in {campaigns} campaigns</source>
        <translation>
            <numerusform>&amp;Block %Ln number in {campaigns} campaigns</numerusform>
            <numerusform>&amp;Block %Ln numbers in {campaigns} campaigns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Block %Ln numbers in {campaign}</source>
        <translation>
            <numerusform>&amp;Block %Ln number in {campaign}</numerusform>
            <numerusform>&amp;Block %Ln numbers in {campaign}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunPage</name>
    <message numerus="yes">
        <source>Finished: %Ln numbers</source>
        <translation>
            <numerusform>Finished: %Ln number</numerusform>
            <numerusform>Finished: %Ln numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&amp;Try %Ln again</source>
        <translation>
            <numerusform>&amp;Try %Ln again</numerusform>
            <numerusform>&amp;Try %Ln again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln a second</source>
        <translation>
            <numerusform>%Ln a second</numerusform>
            <numerusform>%Ln a second</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln a minute</source>
        <translation>
            <numerusform>%Ln a minute</numerusform>
            <numerusform>%Ln a minute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes left</source>
        <translation>
            <numerusform>%Ln minute left</numerusform>
            <numerusform>%Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours left</source>
        <translation>
            <numerusform>%Ln hour left</numerusform>
            <numerusform>%Ln hours left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ServerChooser</name>
    <message numerus="yes">
        <source>%n opt-out(s) still wait for it and would not be delivered.</source>
        <translation>
            <numerusform>%n opt-out still waits for it and would not be delivered.</numerusform>
            <numerusform>%n opt-outs still wait for it and would not be delivered.</numerusform>
        </translation>
    </message>
</context>
</TS>
